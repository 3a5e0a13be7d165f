/** The shapes that cross module borders in JavaScript. JSDoc refers to them as import('./types').Name. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/* ---- the schema, as src/api/schema.c writes it (the nulls that end its lists removed) ---------------------------------- */

export interface Field {
  name: string;
  type: 'float' | 'int' | 'bool' | 'choice' | 'object' | 'text' | 'layers';
  help: string;
  /** float, int, bool: the value; choice: the name of a row of `table`. */
  default?: number | boolean | string;
  low?: number;
  high?: number;
  tune?: { low: number; high: number; scale: 'LINEAR' | 'LOG' };
  unit?: string;
  table?: string;
  /** object: the variant meant when the field is left out, and when it is given without "type". */
  absent?: string;
  untyped?: string;
}
export interface Row {
  name: string;
  help: string;
  source?: string;
  fields?: Field[];
  /** metrics only */
  task?: 'ANY_TASK' | 'CLASSIFICATION' | 'REGRESSION';
  /** metrics and costs */
  direction?: 'MAXIMIZE' | 'MINIMIZE';
  /** costs only: measured by a clock */
  clock?: boolean;
}
export interface Schema {
  version: number;
  tables: Record<string, Row[]>;
  /** The fields of `text` stand in "data" of the study file, and may be parameters. */
  sections: Record<'data' | 'validation' | 'training' | 'text' | 'search', Field[]>;
}

/* ---- the study file ------------------------------------------------------------------------------------------------------ */

export interface ParamRef {
  param: string;
  each?: boolean;
}
export type Value = number | boolean | string | ParamRef;
export type Layer = { type: string | ParamRef; [field: string]: Json | ParamRef | Layer[] };

export interface Param {
  type: 'float' | 'int' | 'categorical';
  low?: number;
  high?: number;
  log?: boolean;
  step?: number;
  choices?: Json[];
  /** How likely each choice is in a random draw, by the others; all alike if left out. */
  weights?: number[];
  when?: Record<string, Json[]>;
}
/** `metric`: a row of the schema's metrics; after the first of several also one of its costs. */
export interface Objective {
  metric: string;
  direction: 'maximize' | 'minimize';
}
export interface StudyFile {
  version: 1;
  name: string;
  about?: string;
  data: {
    source:
      | string
      | { images: string; labels: string; test_images?: string; test_labels?: string }
      | { batches: string | string[]; test?: string };
    [field: string]: Json;
  };
  validation: { folds?: number; fraction?: number; repeats?: number };
  model: { layers: Layer[] };
  training: { [field: string]: Json };
  space: Record<string, Param>;
  /** What every configuration keeps, such as "units.1 <= units.0"; left out when there are none. */
  constraints?: string[];
  /** `enqueue`: configurations that the first trials take, one after the other. */
  search: { [field: string]: Json | Params[]; enqueue?: Params[] };
  /** A list of 2 to 4 for several: the first ranks the trials, and its best is refitted and tested. */
  objective: Objective | Objective[];
  /** The build that trials are to run in. */
  speed: 'exact' | 'fast';
  /** Of a journal that another program wrote: there is nothing to run. odd: a tuner of ours cannot live through its trials. */
  foreign?: { odd: boolean };
}
/** One mistake of a study or data file. The text comes from the dictionaries: `error.${code}` with `values` filled in. */
export interface Problem {
  /** Such as "space.lr.low"; "" for the file as a whole. For a CSV file such as "row 17, column petal_width". */
  path: string;
  code: string;
  values: Record<string, string | number>;
}
export interface Checked {
  errors: Problem[];
  warnings: Problem[];
  study: StudyFile | null;
}

/** Values of the parameters by name, external form (a choice as itself). Inactive ones are left out. */
export type Params = Record<string, Json>;

/* ---- a data set in memory ------------------------------------------------------------------------------------------------- */

export interface Dataset {
  id: string;
  title: string;
  task: 'classification' | 'regression';
  rows: number;
  /** Numbers for each row: the product of its shape; of texts the longest row. */
  features: number;
  /** The last so many rows are test rows of the set's own. */
  test_rows: number;
  /** [rows, features] row-major; of texts the tokens of all rows, one after the other. */
  x: Float32Array | Uint8Array | Uint16Array;
  /** [rows] class index or number. */
  y: Float32Array;
  /** Names of the classes, in the order of their index; [] for regression. */
  classes: string[];
  /** Of a table its columns, also where the rows are windows; none for texts. */
  feature_names: string[];
  target: string;
  /** Of one row: [D] for a table, [T, C] for windows over a series, [H, W, C] for pictures, [longest row] for texts. */
  shape: number[];
  /** Texts alone: tokens are below this. */
  words?: number;
  /** Texts alone: what a configuration gets that does not say it; all words, the longest row if left out. */
  num_words?: number;
  max_length?: number;
  /** Texts alone, [rows + 1]: where each row begins in x, and where the last one ends. */
  starts?: Uint32Array;
  /** Texts alone: the word of token 3 first; 0 is padding, 1 the start of a row, 2 an unknown word. */
  vocabulary?: string[];
  /** What was done to the file: rows dropped, gaps filled, columns turned into numbers. */
  notes: Problem[];
}
/** What is said about a data set without its numbers. */
export type DatasetInfo = Omit<Dataset, 'x' | 'y' | 'starts' | 'vocabulary'> & {
  checksum: string;
  class_counts: number[];
};

/* ---- events of a run: the lines of `--json` ------------------------------------------------------------------------------- */

export interface FoldResult {
  score: number | null;
  best_epoch: number;
  metrics: Record<string, number>;
  /** One row an epoch: [training loss, validation loss, validation metric], null where not measured. */
  curve: (number | null)[][];
  /** To train and score it; left out where it did not end. */
  seconds?: number;
}
export interface TrialResult {
  number: number;
  state: 'complete' | 'pruned' | 'failed';
  params: Params;
  /** Mean of the folds' scores; null when failed. Pruned: the score so far that the pruner went by (of epochs the best or the last as
   *  its field `score` says, else the last; of folds their mean). */
  value: number | null;
  /** With several objectives what the trial is worth by each: `value` first; null when failed. */
  values?: number[] | null;
  /** Standard deviation of the folds' scores (population), 0 for one fold; null where one did not end. */
  std: number | null;
  folds: FoldResult[];
  parameters: number;
  /** 16 hexadecimal digits: the trained weights of the folds that ended; null when none did, and when failed. */
  hash: string | null;
  /** Pruned: the epoch of the first fold, or the fold, at which it was stopped; from 1. */
  step?: number;
  /** Why it failed: "diverged", "memory", "shape" (a layer does not fit), "worker" (it ended twice), "undefined" (the metric, on the
   *  rows held out). Of a pruned trial "time_limit": search.trial_time_limit_s ended it, and `value` is its score so far (the mean of
   *  the folds that ended, else what its epochs reported, as with a pruner); with no score it failed for that reason. */
  reason?: string;
  /** Memory that the trial would have needed; set when the reason is "memory". */
  bytes?: number;
  seconds: number;
}
export interface TestResult {
  metrics: Record<string, number>;
  /** [C][C] row the true class, column the predicted one; null for regression. */
  confusion: number[][] | null;
  /** By class: precision, recall, f1, rows; null for regression. */
  classes: { name: string; precision: number; recall: number; f1: number; rows: number }[] | null;
  epochs: number;
  parameters: number;
  curve: (number | null)[][];
  hash: string;
  seconds: number;
}
/** Of several objectives what the complete trials have come to. */
export interface Front {
  /** Numbers of those that no other dominates, ascending. */
  front: number[];
  /** The volume that they dominate, measured from the worst value of each objective among the complete trials; 0 for none. */
  hypervolume: number;
}
export interface Best {
  number: number;
  value: number;
  params: Params;
}

/** What the sampler `auto` picked, and why: rows of the schema's samplers and reasons. */
export interface Picked {
  picked: string;
  reason: string;
}
/** Trials of an earlier study that the sampler learnt from: how many, and 16 hexadecimal digits of what they were. */
export interface WarmFacts {
  trials: number;
  hash: string;
}

export type RunEvent =
  | { event: 'loading'; what: string; share: number | null }
  | {
      event: 'start';
      study: StudyFile;
      data: DatasetInfo;
      trials: number;
      size: number | null;
      folds: number;
      workers: number;
      speed: 'exact' | 'fast';
      /** What `auto` picked; left out for another sampler. */
      sampler?: Picked;
      warm_start?: WarmFacts;
      warnings: Problem[];
    }
  /** at: of what was before the run, seconds since the first trial began, as far as they are known; also of a trial's own event. */
  | { event: 'asked'; trial: number; params: Params; worker: number; at?: number }
  | {
      event: 'progress';
      trial: number;
      fold: number;
      epoch: number;
      share: number;
      curve: (number | null)[][];
    }
  /**
   * A score on the way, each once and all before the trial's own event; also of a trial that fails later. Where the pruner looks at
   * epochs, and without a pruner if there is one held-out part: step is the epoch of the first fold, from 1, and value the validation
   * metric of that epoch. Else step is the fold, from 1, and value its score. Steps without a score are left out. Short trials report
   * all at once at their end.
   */
  | { event: 'report'; trial: number; step: number; value: number }
  | ({ event: 'trial'; at?: number } & TrialResult)
  | { event: 'paused' | 'resumed' | 'stopping' }
  | { event: 'refit'; share: number }
  | {
      event: 'study';
      state: 'complete' | 'stopped' | 'interrupted';
      best: Best | null;
      /** With several objectives. */
      front?: Front['front'];
      hypervolume?: Front['hypervolume'];
      test: Record<string, number> | null;
      test_reason?: string;
      trials: number;
      failed: number;
      pruned: number;
      /** As in the result. */
      over_time?: number;
      rejected?: number;
      /** Why there are fewer trials than planned, if nobody stopped the run. */
      ended?: Ended;
      seconds: number;
      speed: 'exact' | 'fast';
      fingerprint: string;
      result: Result;
    };

/** constraints: 10,000 draws in a row broke one. */
export type Ended = 'target' | 'no_improvement' | 'time_limit' | 'constraints';

/** result.json. With the exact build everything but `machine` and every `seconds` is a function of the study file alone;
 *  `fingerprint` is a hash of that. */
export interface Result {
  version: 1;
  sweetspot: string;
  state: 'complete' | 'stopped' | 'interrupted';
  /** Why there are fewer trials than planned, if nobody stopped the run. */
  ended?: Ended;
  /** So many trials were ended by search.trial_time_limit_s, pruned or failed: a clock decided, and the study cannot be repeated
   *  exactly. Left out for none. */
  over_time?: number;
  /** With constraints: the share of 10,000 random draws that break one, 0 to 1. It is a function of the space and search.seed. */
  rejected?: number;
  /** What the sampler `auto` picked. */
  sampler?: Picked;
  /** With a warm start. Then the result is a function of the study file and of these trials. */
  warm_start?: WarmFacts;
  study: StudyFile;
  data: DatasetInfo;
  /** By the first objective, if there are several. */
  best: Best | null;
  /** false: an objective is measured by a clock, so another run proposes other trials. */
  repeatable?: boolean;
  /** With several objectives: see Front. */
  front?: Front['front'];
  hypervolume?: Front['hypervolume'];
  /** null when nothing was tested: no test rows, no complete trial, interrupted, one configuration only, or a failed refit. */
  test: TestResult | null;
  /** Why the best configuration could not be refitted or tested; words as in TrialResult.reason. */
  test_reason?: string;
  trials: TrialResult[];
  /** The build that the trials ran in. The weights of a fast run may differ from processor to processor. */
  speed: 'exact' | 'fast';
  fingerprint: string;
  machine: { runtime: string; workers: number; simd: string };
  seconds: number;
}

/* ---- the state of a run, for whoever shows it (web/lib/store.js) ------------------------------------------------------------ */

export interface TrialView extends Partial<TrialResult> {
  number: number;
  status: 'running' | 'complete' | 'pruned' | 'failed';
  params: Params;
  /** Not known of what was before. */
  worker?: number;
  /** 0 .. 1 while running. */
  share: number;
  /** Live curve of the fold in training: rows as in FoldResult.curve. */
  live: (number | null)[][];
  fold: number;
  /** Seconds of the run, without its pauses, at which the news of its beginning and of its end came: for drawing alone. Left out where there
   *  was none. */
  began?: number;
  ended?: number;
}
/** Immutable: a new object whenever something changed; unchanged parts keep their identity. */
export interface Snapshot {
  status: 'empty' | 'loading' | 'running' | 'paused' | 'stopping' | 'refitting' | 'done' | 'failed';
  study: StudyFile | null;
  data: DatasetInfo | null;
  /** How many trials there will be; 0 while unknown. */
  planned: number;
  trials: readonly TrialView[];
  finished: number;
  failed: number;
  pruned: number;
  best: Best | null;
  result: Result | null;
  loading: { what: string; share: number | null } | null;
  refit: number | null;
  workers: number;
  warnings: readonly Problem[];
  problems: readonly Problem[];
  /** Seconds left, as a range, the final training of the best configuration included as far as it is known; null before the third
   *  finished trial. */
  left: readonly [number, number] | null;
  /** Of these, what the final training takes; null where there is none or it is not known yet. */
  leftRefit: readonly [number, number] | null;
  /** Of work done, without pauses. */
  seconds: number;
}

/* ---- the view that a sampler or a pruner has of a study (Study.view, viewer) ------------------------------------------------- */

export interface ViewRequest {
  /** Whose view; the sampler's if left out. 'forest': what the forest behind importance() expects over two parameters, from all complete
   *  trials that there are (without `trial`). */
  of?: 'sampler' | 'pruner' | 'forest';
  /** What was believed when this trial was proposed, 0 .. the number of trials so far. Left out or null: with all that is known now. */
  trial?: number | null;
  /** Names of one parameter, or of two. gp: the axes of the slice or the plane; left out, the one that matters most. tpe: those to show;
   *  left out, all of them. */
  params?: string[];
  /** gp: the configuration that the slice goes through, a trial's number or values by name; what is missing is in the middle of its
   *  range. Left out: the best trial that was known, else the middle of the space. */
  at?: number | Params | null;
  /** How many points an axis has at most, where its values are more: 2 .. 1000, 101 if left out; of a plane 2 .. 200, 31. */
  points?: number;
}
/** Values along a parameter's own scale, ascending: linear, logarithmic, its steps, or its choices. */
export interface ViewAxis {
  param: string;
  type: Param['type'];
  log: boolean;
  values: Json[];
}
export interface ViewAbout {
  /** As asked for. */
  trial: number | null;
  /** How many trials had been proposed, and how many outcomes were known: the first ones. */
  trials: number;
  outcomes: number;
  /** The best of these outcomes: the trial's number. */
  best: number | null;
}
export type View =
  /** There is nothing to show: other samplers and pruners ("no_view"); no outcome yet, or one that the
   *  trial waits for ("too_early"). */
  | {
      kind: 'none';
      of: 'sampler' | 'pruner' | 'forest';
      name: string;
      reason: 'no_view' | 'too_early';
    }
  /** The densities of the good trials and of all others, whatever the other parameters are: probabilities where the values can be
   *  counted (int, step, categorical), else densities over the parameter's own scale from 0 to 1. tpe goes where good / bad is great. */
  | (ViewAbout & {
      kind: 'tpe';
      params: Record<string, ViewAxis & { good: number[]; bad: number[]; ratio: number[] }>;
    })
  /** The surrogate: mean and deviation of the objective in its own unit, and the logarithm of the expected improvement (acquisition), whose
   *  greatest value over the whole space is where gp goes. Over a plane, the figure of x.values[i] and y.values[j] stands at
   *  j * x.values.length + i. scales: how far one must go along a parameter, in shares of its range, until the objective is another
   *  matter; the least matters most. */
  | (ViewAbout & {
      kind: 'gp';
      x: ViewAxis;
      y?: ViewAxis;
      at: Params;
      mean: number[];
      deviation: number[];
      acquisition: number[];
      scales: Record<string, number>;
    })
  /** What cma_es draws trials from: a normal distribution over the numbers `params` that have several values, each on its own scale from 0 at its
   *  lowest value to 1 at its highest, and probabilities of the choices of each category. What falls outside is moved to the edge. `first`: the
   *  first trial of the generation, `size` trials long, that it will learn from next; `generation`: how many it has learnt from
   *  since it began, or began anew elsewhere. */
  | (ViewAbout & {
      kind: 'cma_es';
      first: number;
      size: number;
      generation: number;
      params: string[];
      mean: number[];
      covariance: number[][];
      shares: Record<string, number[]>;
    })
  /** Whom nsga2 crosses: `size` parents, the best first, none before the first generation is complete; rank 0 is beaten by no other
   *  parent, rank 1 by those of rank 0 alone, and on. `fresh`: the complete trials that will compete with them. A negative number is a
   *  trial of an earlier study. */
  | (ViewAbout & {
      kind: 'nsga2';
      size: number;
      parents: { number: number; rank: number }[];
      fresh: number[];
    })
  /** The value that a random forest expects of x.values[i] and y.values[j], at j * x.values.length + i, whatever the other parameters are. */
  | (ViewAbout & { kind: 'forest'; x: ViewAxis; y: ViewAxis; mean: number[] })
  /** The rungs that were reached, and the next one: the values of the trials that were measured there, and whether they went on. Of the trials
   *  that trial n is compared with; without `trial` of all. */
  | (ViewAbout & {
      kind: 'asha';
      rungs: {
        step: number;
        trials: { number: number; value: number; promoted: boolean }[];
      }[];
    });
