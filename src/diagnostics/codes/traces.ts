import type { Entry } from './entry.js';

const header = '{"ls2trace":1,"model":"example.ls2","machines":[{"name":"host1","kind":"Host"}]}\n';

/** LS2-10xx: traces that are read from files. The examples are traces of the model in docs/traces.md. */
export const traces = {
  'LS2-1001': {
    title: 'line that is no JSON',
    explanation:
      'Every line of a trace is an object in JSON (RFC 8259): no comments, no comma after the last field, names in `"`.',
    example: `${header}{"t":1,"event":"Send","args":["I1","sinit",]}`,
    remedy: 'Correct the line.',
  },
  'LS2-1002': {
    title: 'line of another shape',
    explanation:
      'A field is missing, is one that there is none of, or is not of its type: docs/traces.md lists the fields, docs/trace.schema.json ' +
      'has them for programs.',
    example: `${header}{"t":"1","event":"Send","args":["I1","sinit"]}`,
    remedy: 'Give the line the fields that it should have.',
  },
  'LS2-1003': {
    title: 'version of the format that is not known',
    explanation: 'The first line of a trace says of which version of the format it is. This ls2 reads version 1.',
    example: '{"ls2trace":2,"model":"example.ls2","machines":[]}',
    remedy: 'Use an ls2 that reads that version, or write the trace again.',
  },
  'LS2-1004': {
    title: 'trace without its first line',
    explanation: 'A trace begins with a line that says what model and machines its events are of: `{"ls2trace":1, …}`.',
    example: '{"t":1,"event":"Send","args":["I1","sinit"]}',
    remedy: 'Put the first line of the trace before its events.',
  },
  'LS2-1005': {
    title: 'events that are not in order',
    explanation:
      'At every time at most one event happens, and a trace lists its events in the order of their times. Times are read as numbers of ' +
      '64 bits: whole numbers over 2⁵³ that are close together are the same to it.',
    example: `${header}{"t":2,"event":"Send","args":["I1","sinit"]}\n{"t":2,"event":"Send","args":["I1","dinit"]}`,
    remedy: 'Sort the events, and give them times that increase.',
  },
  'LS2-1006': {
    title: 'name that a trace does not know',
    explanation:
      'What events speak of is declared: functions, programs, locations and events by the model and the logic; machines, and data, foreign ' +
      'programs and nonces that no event made, by the first line of the trace. Threads and principals need no declaration.',
    example: `${header}{"t":1,"event":"Send","args":["I1","chalenge"]}`,
    remedy: 'Correct the name, or add it to `foreign`, `data` or `nonces` in the first line of the trace.',
  },
  'LS2-1007': {
    title: 'term of another sort',
    explanation: 'Every place in an event, and every argument in a term, takes terms of one sort.',
    example: `${header}{"t":1,"event":"Read","args":["I1","sinit","sinit"]}`,
    remedy: 'Put a term there that is of this sort.',
  },
  'LS2-1008': {
    title: 'event that cannot happen',
    explanation:
      'The operational semantics does not allow the event after those before it: a thread acts that was not born or comes to something else, a ' +
      'location is locked by another thread, what is read is not what is there. A trace with such an event is a trace of another system.',
    example: `${header}{"t":1,"event":"Send","args":["I1","sinit"]}`,
    remedy:
      'Find out which is wrong, the trace or the model. If it was recorded, an event before this one may be missing.',
  },
  'LS2-1009': {
    title: 'file that ends within a line',
    explanation: 'The last line is only the beginning of one: the file was cut off, or is being written.',
    example: `${header}{"t":1,"event":"Send","args":["I1","si`,
    remedy: 'Write or copy the file again; or delete the last line, to have the trace up to there.',
  },
  'LS2-1010': {
    title: 'line that is too long',
    explanation: 'A line may have 16777216 (2²⁴) characters.',
    example: '{"ls2trace":1,"model":"… and so on, for more than 16777216 characters',
    remedy: 'End each line with a line break; in a term, avoid to repeat large parts.',
  },
  'LS2-1011': {
    title: 'trace of a model that cannot be read',
    explanation: 'The file that the first line of a trace names as its `model` is not there, or has errors.',
    example: '{"ls2trace":1,"model":"no/such/model.ls2","machines":[]}',
    remedy: 'Correct the path, or the model.',
  },
  'LS2-1012': {
    title: 'declared twice',
    explanation:
      'What the first line of a trace declares has one meaning: no two machines, data, foreign programs and nonces have one name, nor one ' +
      'of the model, and what a location holds at first is said once.',
    example: '{"ls2trace":1,"model":"example.ls2","machines":[{"name":"host1","kind":"Host"}],"data":["host1"]}',
    remedy: 'Rename one of the two, or leave it out.',
  },
  'LS2-1013': {
    title: 'text that is no term',
    explanation:
      'Terms are written `f(e, …)`, `(a, b)`, `seq(i; a, b)`, `m.NAME`, `m.pcr.NAME` and `m.dpcr.NAME`, with as many arguments as the function ' +
      'takes, and nested 1000 deep at most.',
    example: `${header}{"t":1,"event":"Send","args":["I1","seq(sinit; BIOS(host1)"]}`,
    remedy: 'Correct the text.',
  },
} as const satisfies Record<string, Entry>;
