import path from 'node:path';
import { firstFew } from '../../input/errors';
import { systemNamed } from '../../learning/systems/systems';
import { grouped, type Some } from '../../statistics/grouped';
import { mean } from '../../statistics/mean';
import { inPercent } from '../../statistics/wilson';
import { aboutModels, type ModelAbout } from '../../trained/model-about';
import { seedInName } from '../../trained/seeded-name';
import { seedsInWords } from '../../trained/seeds-in-words';
import { howToGet } from '../../trained/shipped-model';
import { print, printJson, tell } from '../print';
import { errorInWords } from './list-runs';
import { bytesInWords } from './sizes';

/**
 * Prints the shipped networks, and those in the folder that TOPDOWN_MODELS names, and tells which cannot be read. Those
 * that differ in their seed alone, by their names, stand together.
 */
export function listModels(json: boolean): void {
  const unread: string[] = [];
  const all = aboutModels(({ message }) => unread.push(message));
  if (unread.length > 0) tell(firstFew(unread).join('\n'));
  if (json) printJson(all);
  else print(`${grouped(all, butForSeed).map(inWords).join('\n')}\n\n${HOW_TO_USE}\n`);
}

/** What those have in common. */
const butForSeed = ({ name, file, error: _, bytes: __, ...about }: ModelAbout): string =>
  JSON.stringify([seedInName(name)?.stem ?? name, file && path.dirname(file), about]);

const HOW_TO_USE = `Use one by its name: npx topdown recognise three.png --network <name>`;

function inWords(models: Some<ModelAbout>): string {
  const [{ system, hidden, learntFrom, training, error, set }] = models;
  const units = hidden.length > 0 ? `${hidden.join(' + ')} units, ` : '';
  return [
    namesInWords(models),
    `    ${systemNamed(system).about}`,
    `    ${units}learnt from ${training.toLocaleString('en')} images of ${learntFrom}`,
    `    ${errorsInWords(models)}, ${error.images.toLocaleString('en')} images, ${set}`,
    `    ${whereIs(models)}`,
  ].join('\n');
}

/** The name of one, or `small-seed-1 to 10`. */
function namesInWords(models: Some<ModelAbout>): string {
  const [{ name }] = models;
  if (models.length === 1) return name;
  const seeds = models.flatMap((model) => seedInName(model.name)?.seed ?? []);
  return `${seedInName(name)?.stem}${seedsInWords(seeds)}`;
}

/** The error of one, or the mean of several with the least and the largest. */
function errorsInWords(models: Some<ModelAbout>): string {
  const [{ error }] = models;
  if (models.length === 1) return errorInWords(error);
  const percents = models.map((model) => model.error.percent);
  const range = `${Math.min(...percents).toFixed(2)} to ${inPercent(Math.max(...percents))}`;
  return `${inPercent(mean(percents))} wrong by ${error.by}, the mean of ${models.length} networks (${range})`;
}

function whereIs(models: Some<ModelAbout>): string {
  const [{ name, file }] = models;
  if (file === undefined) return `not here: ${howToGet(name)}`;
  const bytes = models.reduce((sum, model) => sum + (model.bytes ?? 0), 0);
  return `${bytesInWords(bytes)}: ${models.length === 1 ? file : path.dirname(file)}`;
}
