// Small data sets in memory, of every shape.

const common = { id: 'made', title: 'Made', task: 'classification', test_rows: 0, notes: [] };
const ROWS = 24;
const answers = () => ({
  rows: ROWS,
  y: Float32Array.from({ length: ROWS }, (_, row) => row % 2),
  classes: ['no', 'yes'],
  feature_names: [],
  target: 'label',
});

/** Rows of numbers of a shape: pictures as bytes, the others as floats. */
export function numbers(shape) {
  const features = shape.reduce((size, side) => size * side, 1);
  const kind = shape.length === 3 ? Uint8Array : Float32Array;
  const x = kind.from({ length: ROWS * features }, (_, i) => (i * 37) % 251);
  return { ...common, ...answers(), features, x, shape };
}

/** Texts of 3 to 10 words; the word 5 tells the classes apart. */
export function texts() {
  const lengths = Array.from({ length: ROWS }, (_, row) => 3 + (row % 8));
  const starts = new Uint32Array(ROWS + 1);
  lengths.forEach((length, row) => {
    starts[row + 1] = starts[row] + length;
  });
  const rows = lengths.map((length, row) =>
    Array.from({ length }, (_, i) => (i === 0 ? 1 : i === 1 && row % 2 ? 5 : 6 + ((i * row) % 6))),
  );
  const x = Uint16Array.from(rows.flat());
  return { ...common, ...answers(), features: 10, x, starts, words: 12, shape: [10] };
}
