import { systemNamed } from '../../learning/systems/systems';
import { aboutModels, type ModelAbout } from '../../trained/model-about';
import { howToGet } from '../../trained/shipped-model';
import { print, printJson } from '../print';
import { errorInWords } from './list-runs';
import { bytesInWords } from './sizes';

/** Prints the shipped networks, and those in the folder that TOPDOWN_MODELS names. */
export function listModels(json: boolean): void {
  const all = aboutModels();
  if (json) printJson(all);
  else print(`${all.map(inWords).join('\n')}\n\n${HOW_TO_USE}\n`);
}

const HOW_TO_USE = `Use one by its name: npx topdown recognise three.png --network <name>`;

function inWords(model: ModelAbout): string {
  const { name, system, hidden, learntFrom, training, error, set, file, bytes } = model;
  const where =
    file === undefined ? `not here: ${howToGet(name)}` : `${bytesInWords(bytes ?? 0)}: ${file}`;
  const units = hidden.length > 0 ? `${hidden.join(' + ')} units, ` : '';
  return [
    name,
    `    ${systemNamed(system).about}`,
    `    ${units}learnt from ${training.toLocaleString('en')} images of ${learntFrom}`,
    `    ${errorInWords(error)}, ${error.images.toLocaleString('en')} images, ${set}`,
    `    ${where}`,
  ].join('\n');
}
