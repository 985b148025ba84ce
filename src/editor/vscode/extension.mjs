import { commands, window, workspace } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/node';

/** @type {LanguageClient | undefined} */
let client;

/** Starts the language server in the folder that is open. */
async function start() {
  const [command = 'npx', ...args] = workspace.getConfiguration('ls2').get('command', ['npx', 'ls2', 'lsp']);
  const cwd = workspace.workspaceFolders?.[0]?.uri.fsPath;
  const options = cwd === undefined ? {} : { cwd };
  client = new LanguageClient(
    'ls2',
    'ls2',
    { command, args, options },
    {
      documentSelector: [{ language: 'ls2' }],
      synchronize: { fileEvents: workspace.createFileSystemWatcher('**/*.ls2') },
      middleware: { executeCommand: show },
    },
  );
  await client.start();
}

/**
 * Shows what the server says of a theorem, beside its text.
 *
 * @param {string} command
 * @param {any[]} args
 * @param {(command: string, args: any[]) => any} next
 */
async function show(command, args, next) {
  const said = await next(command, args);
  if (command !== 'ls2.show' || typeof said !== 'string') return said;
  const document = await workspace.openTextDocument({ language: 'markdown', content: `\`\`\`\n${said}\n\`\`\`\n` });
  await window.showTextDocument(document, { preview: true, viewColumn: -2 });
  return said;
}

/** @param {import('vscode').ExtensionContext} context */
export async function activate(context) {
  context.subscriptions.push(
    commands.registerCommand('ls2.stopVerdicts', () =>
      client?.sendRequest('workspace/executeCommand', { command: 'ls2.stop' }),
    ),
    commands.registerCommand('ls2.restart', async () => {
      await client?.stop();
      await start();
    }),
  );
  await start();
}

export const deactivate = () => client?.stop();
