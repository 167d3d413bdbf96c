import { Command, Help } from 'commander';
import packageJson from '../../package.json';
import { failure } from './as-program';
import { addCommands } from './commands';
import { ALIASES, addCompletion } from './completion';
import { COMMAND_OUTPUT, print, tell } from './print';

/**
 * The `topdown` command: returns the exit code. Commands load what they need when they run, so
 * that help is quick.
 */
export async function topdown(args: readonly string[]): Promise<number> {
  let code = 0;
  const program = new Command('topdown')
    .description(packageJson.description)
    .version(packageJson.version)
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput(COMMAND_OUTPUT)
    .configureHelp({
      commandUsage: (command) => `npx ${new Help().commandUsage(command)}`,
      subcommandTerm: (command) => `${command.name()} ${command.usage()}`,
    })
    .showHelpAfterError('(--help lists the commands)')
    .addHelpText('after', EXAMPLES);

  const scenario = async (name: string, rest: readonly string[], usage: string) => {
    const { loadScenario } = await import('./find-scenario');
    const { runScenario } = await import('./run-scenario');
    code = await runScenario(loadScenario(name), rest, usage);
  };
  for (const [alias, [name, description]] of Object.entries(ALIASES))
    passing(program.command(alias).description(`${description} (scenario ${name})`)).action(
      (rest: string[]) => scenario(name, rest, `npx topdown ${alias}`),
    );
  passing(
    program
      .command('run')
      .description('run a scenario, by name or file; without one, list them')
      .argument('[scenario]'),
  ).action(async (name: string | undefined, rest: string[]) => {
    const { checkIsNamed, listScenarios } = await import('./find-scenario');
    if (name === undefined || ['-h', '--help'].includes(name)) return print(listScenarios());
    checkIsNamed(name, 'run');
    return scenario(name, rest, `npx topdown run ${name}`);
  });
  await addCommands(program, args, (ended) => {
    code = ended;
  });
  await addCompletion(program, args);

  try {
    if (args.length === 0) program.outputHelp();
    else await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    return failure(error, tell);
  }
}

/** Hands everything that follows to the scenario, `--help` included. */
function passing(command: Command): Command {
  return command
    .argument('[options...]', 'the scenario’s options; --help lists them')
    .helpOption(false)
    .allowUnknownOption()
    .passThroughOptions();
}

const EXAMPLES = `
Examples:
  npx topdown run demo
  npx topdown train --hidden 500,500 --epochs 15
  npx topdown compare --network latest
  npx topdown trace --network latest --images 0-99
  npx topdown report runs/recurrent-mnist/2026-11-24T03-17-13-17
  npx topdown recognise three.png photo.jpg
  npx topdown serve
  npx topdown doctor
  source <(npx topdown completion bash)`;
