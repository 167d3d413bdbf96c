import { type DataSet, filesOf } from './data-set';
import { CIFAR_10, CIFAR_10_JPEG, CIFAR_100 } from './sets/cifar';
import { EMNIST } from './sets/emnist';
import { FASHION_MNIST } from './sets/fashion-mnist';
import { KMNIST } from './sets/kmnist';
import { MNIST } from './sets/mnist';

/** The data sets that are declared: one more is one more file in `sets/`, and a line here. */
const dataSets: DataSet[] = [
  MNIST,
  FASHION_MNIST,
  KMNIST,
  ...EMNIST,
  CIFAR_10,
  CIFAR_10_JPEG,
  CIFAR_100,
];

/** What is taken where none is asked for. */
export const USUAL: DataSet = MNIST;

/** All data sets that are declared; a person's own come last (`registerDataSet`). */
export function allDataSets(): readonly DataSet[] {
  return dataSets;
}

/** The data set that is declared under this name; undefined where none is. */
export function declaredAs(name: string): DataSet | undefined {
  return dataSets.find((one) => one.name === name);
}

/** Puts a data set after all others, whose name none of them has. */
export function addDataSet(dataSet: DataSet): void {
  dataSets.push(dataSet);
}

/** SHA-256 of the content of a data set's files, by their names. */
export type Checksums = Readonly<Record<string, string>>;

/**
 * The data set that was published with exactly these contents, whatever the files were called by
 * whoever loaded them; undefined where none was, or that is not known.
 */
export function publishedAs(checksums: Checksums): DataSet | undefined {
  return allDataSets().find((dataSet) =>
    filesOf(dataSet).every(
      ({ name, content }) => content !== undefined && checksums[name] === content,
    ),
  );
}
