import { LitElement } from 'lit';

/** What an element with charts is given, and hands on to them. */
export class ChartElement extends LitElement {
  static properties = {
    snapshot: { attribute: false },
    look: { attribute: false },
    selected: { attribute: false },
    hovered: { attribute: false },
    brushed: { attribute: false },
    tools: { attribute: false },
  };

  constructor() {
    super();
    /** The state of the run. @type {any} */
    this.snapshot = undefined;
    /** Colours and words. @type {import('../charts/look.js').Look | undefined} */
    this.look = undefined;
    /** The marked trial. @type {number | null} */
    this.selected = null;
    /** The trial under the pointer, here or elsewhere. @type {number | null} */
    this.hovered = null;
    /** The trials that a brush has left. @type {Set<number> | null} */
    this.brushed = null;
    /** What a module's `load` may ask: { viewer() }. @type {any} */
    this.tools = undefined;
  }
}
