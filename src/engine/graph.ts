import type { GraphBeingWritten, GraphRun } from './compiled';
import { loadSavedModel } from './load-saved-model';
import { type Attribute, isProduct, type Native } from './native';
import { nativeParts } from './native-parts';
import type { TensorInfo } from './ops';
import type { Precision } from './precision';

/** Operations whose type tfjs-node leaves open, because one that runs at once is given its inputs' type. */
const UNTYPED: ReadonlySet<string> = new Set(['ExpandDims']);
/**
 * Marks a sum for TensorFlow's optimiser as one that it has been at. It would make chains of sums into one (`AddN`),
 * which begins with whatever it may overwrite: with what others have finished reading by then, so that the last
 * digits would differ from run to run.
 */
const SUMMED_IN_ORDER = '_grappler_ArithmeticOptimizer_AddOpsRewriteStage';
/** TensorFlow's number for a type that tfjs has none for. */
const BFLOAT16 = 14;
/** The graph version of TensorFlow 2.18; its operations are those that were called by name. */
const PRODUCER = 1994;
const TAG = 'topdown';

/**
 * A TensorFlow graph, written down operation by operation and then run as a whole: nothing returns
 * to JavaScript on the way, what does not depend on each other runs side by side, and memory is
 * used again in place. A value that no operation gave is a constant.
 */
export class Graph implements GraphBeingWritten {
  private readonly proto = savedModelProto();
  private readonly def = new this.proto.GraphDef();
  /** Where each value comes from, as `node` or `node:output`. */
  private readonly sources = new Map<object, string>();
  private readonly constants = new Set<object>();
  /** Constants by the numbers they were made of: several tensors may be of the same. */
  private readonly written = new Map<object, TensorInfo>();
  private readonly inputs: { readonly name: string }[] = [];

  /** `precision` is that of the factors of its matrix products. */
  constructor(
    private readonly native: Native,
    private readonly precision: Precision,
  ) {}

  /** A value that each run is given. */
  input({ dataId, dtype }: TensorInfo): void {
    const name = this.node('Placeholder', [this.type('dtype', dtype)], []);
    this.inputs.push({ name });
    this.sources.set(dataId, name);
  }

  /** An operation and what it gave. */
  operation(
    op: string,
    attributes: readonly Attribute[],
    inputs: readonly TensorInfo[],
    outputs: readonly TensorInfo[],
  ): void {
    const typed = [
      ...attributes,
      ...(UNTYPED.has(op) ? [this.type('T', (inputs[0] as TensorInfo).dtype)] : []),
      ...(op === 'Add' ? [this.marked(SUMMED_IN_ORDER)] : []),
    ];
    const from = inputs.map((input) => this.sourceOf(input));
    const isFloat = inputs.every(({ dtype }) => dtype === 'float32');
    const rounds = this.precision === 'bfloat16' && isProduct(op) && isFloat;
    const name = rounds ? this.roundedProduct(op, typed, from) : this.node(op, typed, from);
    for (const [at, { dataId }] of outputs.entries()) this.sources.set(dataId, `${name}:${at}`);
  }

  /** Whether it computes this value, or is given it. */
  computes(dataId: object): boolean {
    return this.sources.has(dataId) && !this.constants.has(dataId);
  }

  /** The finished graph, which gives `results`. */
  close(results: readonly TensorInfo[]): GraphRun {
    if (results.length === 0) return () => []; // a graph of nothing cannot be run
    const names = results.map((result) =>
      this.node('Identity', [this.type('T', result.dtype)], [this.sourceOf(result)]),
    );
    const model = this.load();
    return (values) => this.native.runSavedModel(model, values, this.inputs, names);
  }

  /** A product of factors that are rounded to bfloat16; what it gives is float32 again. */
  private roundedProduct(op: string, attributes: readonly Attribute[], factors: readonly string[]) {
    const [whole, half] = [this.typeOf('float32'), BFLOAT16];
    const cast = (from: string, source: number, target: number) =>
      this.node(
        'Cast',
        [this.attributeType('SrcT', source), this.attributeType('DstT', target)],
        [from],
      );
    const rounded = factors.map((factor) => cast(factor, whole, half));
    const typed = attributes.map((one) => (one.name === 'T' ? { ...one, value: half } : one));
    return cast(this.node(op, typed, rounded), half, whole);
  }

  /** Where a value comes from; one that nothing here computes is a constant. */
  private sourceOf(value: TensorInfo): string {
    return this.sources.get(value.dataId) ?? this.constant(value);
  }

  private node(op: string, attributes: readonly Attribute[], from: readonly string[]) {
    const node = new this.proto.NodeDef();
    const name = `n${this.def.getNodeList().length}`;
    node.setName(name);
    node.setOp(op);
    node.setInputList([...from]);
    for (const one of attributes) node.getAttrMap().set(one.name, this.attribute(one));
    this.def.addNode(node);
    return name;
  }

  private constant(value: TensorInfo): string {
    const numbers = this.native.readSync(value.dataId);
    const before = this.written.get(numbers);
    if (before && before.dtype === value.dtype && `${before.shape}` === `${value.shape}`)
      return this.sources.get(before.dataId) as string;
    this.written.set(numbers, value);
    const tensor = new this.proto.Tensor();
    const shape = new this.proto.TensorShape();
    for (const length of value.shape) {
      const dim = new this.proto.TensorShape.Dim();
      dim.setSize(length);
      shape.addDim(dim);
    }
    tensor.setDtype(this.typeOf(value.dtype));
    tensor.setTensorShape(shape);
    tensor.setTensorContent(
      new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength).slice(),
    );
    const attribute = new this.proto.AttrValue();
    attribute.setTensor(tensor);
    const name = this.node('Const', [this.type('dtype', value.dtype)], []);
    this.def.getNodeList().at(-1)?.getAttrMap().set('value', attribute);
    this.sources.set(value.dataId, name);
    this.constants.add(value.dataId);
    return name;
  }

  private attribute({ type, value }: Attribute) {
    const { binding } = this.native;
    const attribute = new this.proto.AttrValue();
    const list = () => {
      const values = new this.proto.AttrValue.ListValue();
      attribute.setList(values);
      return values;
    };
    if (type === binding['TF_ATTR_TYPE']) attribute.setType(value);
    else if (type === binding['TF_ATTR_BOOL']) attribute.setB(value);
    else if (type === binding['TF_ATTR_FLOAT']) attribute.setF(value);
    else if (type === binding['TF_ATTR_STRING']) attribute.setS(Buffer.from(String(value)));
    else if (type !== binding['TF_ATTR_INT']) throw new Error(`attributes of type ${type}`);
    else if (Array.isArray(value)) list().setIList(value);
    else attribute.setI(value);
    return attribute;
  }

  private type(name: string, dtype: TensorInfo['dtype']): Attribute {
    return this.attributeType(name, this.typeOf(dtype));
  }

  private attributeType(name: string, type: number): Attribute {
    return { name, type: this.native.binding['TF_ATTR_TYPE'] as number, value: type };
  }

  private marked(name: string): Attribute {
    return { name, type: this.native.binding['TF_ATTR_BOOL'] as number, value: true };
  }

  private typeOf(dtype: TensorInfo['dtype']): number {
    const { binding } = this.native;
    const types: Partial<Record<string, number | undefined>> = {
      float32: binding['TF_FLOAT'],
      int32: binding['TF_INT32'],
      bool: binding['TF_BOOL'],
    };
    const type = types[dtype];
    if (type === undefined) throw new Error(`a graph of ${dtype} values`);
    return type;
  }

  /** The number of the graph that was written down, once TensorFlow has it. */
  private load(): number {
    const { SavedModel, MetaGraphDef, VersionDef } = this.proto;
    const versions = new VersionDef();
    versions.setProducer(PRODUCER);
    this.def.setVersions(versions);
    const info = new MetaGraphDef.MetaInfoDef();
    info.addTags(TAG);
    const graph = new MetaGraphDef();
    graph.setMetaInfoDef(info);
    graph.setGraphDef(this.def);
    const model = new SavedModel();
    model.setSavedModelSchemaVersion(1);
    model.addMetaGraphs(graph);
    return loadSavedModel(this.native, model.serializeBinary(), TAG);
  }
}

/** The protocol buffers of SavedModels, which tfjs-node brings with it. */
function savedModelProto() {
  return nativeParts().protocol;
}
