import { readFileSync } from 'node:fs';
import path from 'node:path';
import { commonOptions, scenarioCommand } from '../../../src/cli/common-options';
import { loadScenario } from '../../../src/cli/find-scenario';
import { parseOptions } from '../../../src/cli/option-schema';
import { damagedWords } from '../damage/words';
import { damageOne, type Files, type Parser } from '../parser';

const FILE = 'typed.json';
const TYPED = [
  'recurrent-mnist --hidden 20,30 --epochs 3 --rate 0.01 --damping 0.3 --window 3-5 --steps 8',
  'recurrent-mnist --seed 3 --data-set drawn-digits --split test --shift 1 --save-every 0.5 --json',
  'export-traces --images 0-9,20 --units 1:0-4;2:all --at-steps 0,3-5 --variables activity,goodness',
  'compare-topdown-feedforward --conditions clean,shift --seed 5 --engine native --runs elsewhere',
  'demo --train 1000 --batch 50 --momentum 0.9 --decay 0.001 --resume runs/demo/1 --png',
];

/** The words of a file. */
export function typedWords(folder: string): string[] {
  return JSON.parse(readFileSync(path.join(folder, FILE), 'utf8')) as string[];
}

/** Files of words that a person may type. */
export function typedFiles(lines: readonly string[]): Files[] {
  return lines.map((line) => new Map([[FILE, Buffer.from(JSON.stringify(line.split(' ')))]]));
}

/** Words that a person types, with slips of the hand; the first, a scenario's name, stays. */
export const damageTyped: Parser['damage'] = (sound, random) =>
  damageOne(sound, random, (content) => {
    const [first, ...words] = JSON.parse(content.toString('utf8')) as string[];
    return Buffer.from(JSON.stringify([first, ...damagedWords(words, random)]));
  });

/** The options of a scenario. */
const parser: Parser = {
  name: 'options',
  sound: () => typedFiles(TYPED),
  damage: damageTyped,
  read(folder) {
    const [name = '', ...words] = typedWords(folder);
    const scenario = loadScenario(name);
    const command = scenarioCommand(scenario, `topdown run ${name}`);
    command.configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
    command.parse(words, { from: 'user' });
    parseOptions(commonOptions(), command.opts());
    parseOptions(scenario.options, command.opts());
  },
};

export default parser;
