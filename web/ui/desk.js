/** The study on the desk: its text, what the text says, its mistakes, and the way back and forth. Holds state, knows no element. */
import { checkStudyText } from '../lib/study-file.js';
import { applyEdit, isObject } from './edit.js';
import { formatJson } from './study-format.js';

/** @typedef {import('../lib/types').Checked} Checked */
/** @typedef {import('../lib/types').Schema} Schema */
/** @typedef {import('./edit.js').Draft} Draft */
/** @typedef {import('./edit.js').Edit} Edit */

const MOST_UNDO = 200;

export class Desk {
  /** @type {string[]} */
  #past = [];
  /** @type {string[]} */
  #future = [];
  #datasets;
  /** As it was opened. */
  #opened = '';

  /** @param {Schema} schema @param {string[]} datasets names of the built-in sets */
  constructor(schema, datasets) {
    this.schema = schema;
    this.#datasets = datasets;
    this.text = '';
    /** The last text that was JSON. @type {Draft} */
    this.draft = {};
    /** Whether the text is JSON, so that the form shows it. */
    this.parsed = true;
    /** @type {Checked} */
    this.checked = { errors: [], warnings: [], study: null };
  }

  get isEdited() {
    return this.text !== this.#opened;
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  /** Another study; there is no way back to the one before. @param {string | Draft} study */
  open(study) {
    this.#past = [];
    this.#future = [];
    this.#read(typeof study === 'string' ? study : formatJson(study));
    this.#opened = this.text;
  }

  /** @param {string} text */
  setText(text) {
    this.#remember();
    this.#read(text);
  }

  /** @param {Edit} edit */
  edit(edit) {
    this.#remember();
    this.#read(formatJson(applyEdit(this.draft, edit)));
  }

  undo() {
    const text = this.#past.pop();
    if (text === undefined) return;
    this.#future.push(this.text);
    this.#read(text);
  }

  redo() {
    const text = this.#future.pop();
    if (text === undefined) return;
    this.#past.push(this.text);
    this.#read(text);
  }

  #remember() {
    this.#future = [];
    this.#past.push(this.text);
    if (this.#past.length > MOST_UNDO) this.#past.shift();
  }

  /** @param {string} text */
  #read(text) {
    this.text = text;
    this.checked = checkStudyText(this.schema, text, { datasets: this.#datasets });
    try {
      const json = JSON.parse(text);
      this.parsed = isObject(json);
      if (this.parsed) this.draft = json;
    } catch {
      this.parsed = false;
    }
  }
}
