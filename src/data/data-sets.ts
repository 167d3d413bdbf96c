import type { DataSet } from './data-set';
import { CIFAR_10, CIFAR_100 } from './sets/cifar';
import { EMNIST } from './sets/emnist';
import { FASHION_MNIST } from './sets/fashion-mnist';
import { KMNIST } from './sets/kmnist';
import { MNIST } from './sets/mnist';

/** The data sets that are declared: one more is one more file in `sets/`, and a line here. */
export const DATA_SETS: readonly DataSet[] = [
  MNIST,
  FASHION_MNIST,
  KMNIST,
  ...EMNIST,
  CIFAR_10,
  CIFAR_100,
];

/** What is taken where none is asked for. */
export const USUAL: DataSet = MNIST;
