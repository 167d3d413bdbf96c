/** What each of a data set's four files is for. */
export const FILE_ROLES = ['trainingImages', 'trainingLabels', 'testImages', 'testLabels'] as const;

export type FileRole = (typeof FILE_ROLES)[number];

/** A file as it was published. */
export interface PublishedFile {
  /** Its name unpacked; packed, `.gz` is added. */
  readonly name: string;
  /** Size and SHA-256 of the packed file. */
  readonly packed: { readonly bytes: number; readonly sha256: string };
  /** SHA-256 of what is in it, which tells it however it is packed. */
  readonly content: string;
}

/** A labelled data set of four IDX files. */
export interface DataSet {
  readonly name: string;
  /** What torchvision calls it, and the folder that it keeps it in. */
  readonly torchvision?: string;
  /** Number of classes; labels are 0 … classes-1, unless one says otherwise (`Labelling`). */
  readonly classes: number;
  readonly files: Readonly<Record<FileRole, PublishedFile>>;
  /** Addresses that the packed files' names are appended to, in the order they are tried. */
  readonly mirrors: readonly string[];
}

/**
 * MNIST, LeCun, Cortes and Burges: 60,000 + 10,000 handwritten digits, 28 × 28. The checksums of
 * the packed files are also those that TensorFlow Datasets lists (url_checksums/mnist.txt).
 */
export const MNIST: DataSet = {
  name: 'mnist',
  torchvision: 'MNIST',
  classes: 10,
  files: {
    trainingImages: {
      name: 'train-images-idx3-ubyte',
      packed: {
        bytes: 9912422,
        sha256: '440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609',
      },
      content: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
    },
    trainingLabels: {
      name: 'train-labels-idx1-ubyte',
      packed: {
        bytes: 28881,
        sha256: '3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c',
      },
      content: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
    },
    testImages: {
      name: 't10k-images-idx3-ubyte',
      packed: {
        bytes: 1648877,
        sha256: '8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6',
      },
      content: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
    },
    testLabels: {
      name: 't10k-labels-idx1-ubyte',
      packed: {
        bytes: 4542,
        sha256: 'f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6',
      },
      content: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
    },
  },
  mirrors: [
    'https://ossci-datasets.s3.amazonaws.com/mnist/',
    'https://storage.googleapis.com/cvdf-datasets/mnist/',
  ],
};

/**
 * Fashion-MNIST, Xiao, Rasul and Vollgraf (arXiv:1708.07747): clothes in MNIST's counts and
 * sizes. Checksums of the packed files from TensorFlow Datasets (url_checksums/fashion_mnist.txt);
 * the authors publish MD5 only. Those of the content are of what unpacks from exactly these.
 */
export const FASHION_MNIST: DataSet = {
  name: 'fashion-mnist',
  torchvision: 'FashionMNIST',
  classes: 10,
  files: {
    trainingImages: {
      name: 'train-images-idx3-ubyte',
      packed: {
        bytes: 26421880,
        sha256: '3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84',
      },
      content: 'c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888',
    },
    trainingLabels: {
      name: 'train-labels-idx1-ubyte',
      packed: {
        bytes: 29515,
        sha256: 'a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845',
      },
      content: 'bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9',
    },
    testImages: {
      name: 't10k-images-idx3-ubyte',
      packed: {
        bytes: 4422102,
        sha256: '346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073',
      },
      content: '5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b',
    },
    testLabels: {
      name: 't10k-labels-idx1-ubyte',
      packed: {
        bytes: 5148,
        sha256: '67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5',
      },
      content: '0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34',
    },
  },
  mirrors: [
    'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/',
    'https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/',
  ],
};

/** The data sets that are read from files. */
export const DATA_SETS: readonly DataSet[] = [MNIST, FASHION_MNIST];
