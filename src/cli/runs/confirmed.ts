import { createInterface } from 'node:readline';

/** Where a person is asked, and answers. */
interface Asked {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Whether a person says yes. Anything else is a no, as are Ctrl-C, Ctrl-D and the end of the input. */
export function confirmed(
  question: string,
  { input, output }: Asked = { input: process.stdin, output: process.stderr },
): Promise<boolean> {
  const asking = createInterface({ input, output });
  return new Promise((resolve) => {
    asking.once('close', () => resolve(false)); // all that is no answer closes it
    asking.question(`${question} [y/N] `, (answer) => {
      resolve(/^y(es)?$/i.test(answer.trim()));
      asking.close();
    });
  });
}
