import type { Binding, Decoded, VariableValue } from '../evidence/index.js';

/** What an event's data says, in a line. */
export function decodedText(says: Decoded): string {
  switch (says.kind) {
    case 'text':
      return JSON.stringify(says.text);
    case 'loader':
      return `${says.what} ${JSON.stringify(says.text)}`;
    case 'separator':
      return says.means === 'error' ? 'an error' : says.text;
    case 'image':
      return `${says.path === '' ? `from memory at ${says.address}` : says.path}, ${says.size} bytes`;
    case 'variable':
      return `${says.name} = ${valueText(says.value)}`;
    case 'partitions':
      return `disk ${says.disk}: ${says.partitions.map(({ name, type }) => (name === '' ? type : name)).join(', ')}`;
    case 'memory':
      return `${says.name === '' ? '' : `${says.name} `}${says.size} bytes at 0x${says.base.toString(16)}`;
    case 'tables':
      return `${says.name === '' ? '' : `${says.name} `}${says.tables.join(', ')}`;
    case 'tagged':
      return `tag 0x${says.tag.toString(16)} ${JSON.stringify(says.text)}`;
    case 'startup-locality':
      return `started at locality ${says.locality}`;
    case 'bytes':
      return says.hex === '' ? 'nothing' : says.hex;
    case 'malformed':
      return `malformed: at byte ${says.offset}: expected ${says.expected}, found ${says.found}`;
  }
}

function valueText(value: VariableValue): string {
  switch (value.kind) {
    case 'switch':
      return value.on ? 'on' : 'off';
    case 'order':
      return value.entries.join(', ');
    case 'load-option':
      return `${JSON.stringify(value.option.description)} ${value.option.path}`;
    case 'signatures':
      return value.entries.length === 0 ? 'nothing' : value.entries.map(({ says }) => says).join('; ');
    case 'text':
      return JSON.stringify(value.text);
    case 'bytes':
      return value.hex === '' ? 'nothing' : value.hex;
  }
}

/** How much of an event's data its digest vouches for; nothing where it is all of it. */
export function bindingText(binding: Binding): string | undefined {
  switch (binding.kind) {
    case 'data':
      return undefined;
    case 'part':
      return `vouched for: ${binding.part}`;
    case 'none':
      return 'not vouched for';
    case 'nothing':
      return 'extends nothing';
    case 'contradicts':
      return 'CONTRADICTS its digest';
  }
}
