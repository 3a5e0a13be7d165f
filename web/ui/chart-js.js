/** Chart.js with the parts that the charts need: loaded when there is something to draw, by chart-drawing.js alone. */
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  LineElement,
  LinearScale,
  LogarithmicScale,
  PointElement,
  ScatterController,
  Tooltip,
} from 'chart.js';

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  LineElement,
  LinearScale,
  LogarithmicScale,
  PointElement,
  ScatterController,
  Tooltip,
);

export { Chart };
