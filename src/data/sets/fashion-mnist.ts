import type { DataSet } from '../data-set';
import { IDX } from '../formats/idx';

/**
 * Fashion-MNIST, Xiao, Rasul and Vollgraf (arXiv:1708.07747): clothes in MNIST's counts and
 * sizes. Checksums of the packed files from TensorFlow Datasets (url_checksums/fashion_mnist.txt);
 * the authors publish MD5 only. Those of the content are of what unpacks from exactly these.
 */
export const FASHION_MNIST: DataSet = {
  name: 'fashion-mnist',
  about: 'clothes, shoes and bags',
  classNames: [
    'T-shirt/top',
    'trouser',
    'pullover',
    'dress',
    'coat',
    'sandal',
    'shirt',
    'sneaker',
    'bag',
    'ankle boot',
  ],
  shape: { rows: 28, columns: 28, channels: 1 },
  format: IDX,
  folders: ['FashionMNIST/raw'],
  files: {
    training: [
      {
        name: 'train-images-idx3-ubyte',
        packed: {
          bytes: 26421880,
          sha256: '3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84',
        },
        content: 'c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888',
      },
      {
        name: 'train-labels-idx1-ubyte',
        packed: {
          bytes: 29515,
          sha256: 'a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845',
        },
        content: 'bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9',
      },
    ],
    test: [
      {
        name: 't10k-images-idx3-ubyte',
        packed: {
          bytes: 4422102,
          sha256: '346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073',
        },
        content: '5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b',
      },
      {
        name: 't10k-labels-idx1-ubyte',
        packed: {
          bytes: 5148,
          sha256: '67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5',
        },
        content: '0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34',
      },
    ],
  },
  mirrors: [
    'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/',
    'https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/',
  ],
};
