/// Features of images that the first layers of the text model are given, one for each: they are added to
/// the stream behind it.
///
/// Source: transformers 5.23 models/qwen3_vl/modeling_qwen3_vl.py `Qwen3VLTextModel.forward`,
/// `_deepstack_process`.
struct DeepFeatures: ~Copyable {
  private let machine: Machine
  private var features: Parts
  /// The mask of the tokens that are of images, and how many numbers they have.
  private let places: View
  private let count: Size
  /// `layer_outputs`: what the layer before gave.
  private var outputs: Tensor

  init(_ machine: Machine, places: View, count: Size) {
    self.machine = machine
    self.places = places
    self.count = count
    features = Parts(machine)
    outputs = machine.hold(.none)
  }

  mutating func append(_ x: borrowing Tensor) { features.append(x) }

  mutating func add(to x: inout Tensor, at place: Int) {
    if features.count == 0 { return }
    outputs = x.share()
    guard place < features.count else { return }
    x = add(machine.hold(features[place]), to: x)
  }

  private func add(_ features: borrowing Tensor, to x: borrowing Tensor) -> Tensor {
    let features = features.to(x.format)
    let x = x.clone()
    let sum = x.picked(by: places, count) + features
    let result = x.putting(sum, by: places)
    _ = (features.format, sum.format)
    return result
  }
}

extension Tensor {
  /// `x[mask, :]`: keeps the mask, and looks for its places each time.
  ///
  /// Source: torch 2.15 csrc/autograd/FunctionsManual.cpp `index_backward`; ATen/native/cuda/Indexing.cu
  /// `index_put_with_sort_kernel`.
  fileprivate func picked(by mask: View, _ count: Size) -> Tensor {
    let (elements, format, width) = (elements, format, machine.width(of: self, mask))
    let rows = count / width
    let places = machine.new(rows * 2, .int64, .places)
    let result = machine.operation(.part, count, format, view) { rule in
      rule.keep(mask)
      rule.gradient(0, elements, format)
      rule.temporary(rows * 2, .int64)
      rule.free(0)
      for _ in 0..<4 { rule.temporary(rows, .int64) }
    }
    _ = places.format
    return result
  }

  /// `x[mask, :] = part`, in place.
  ///
  /// Source: torch 2.15 tools/autograd/derivatives.yaml `index_put_`.
  fileprivate func putting(_ part: borrowing Tensor, by mask: View) -> Tensor {
    let (elements, format, count) = (elements, format, part.elements)
    let (base, source) = (view, part.view)
    let places = count / machine.width(of: self, mask) * 2
    _ = machine.new(places, .int64, .places)
    return machine.operation(.part, elements, format, base, source, in: base.storage) { rule in
      rule.keep(mask)
      if base.node != 0 {
        rule.temporary(count, format)
        rule.gradient(0, elements, format)
        rule.temporary(places, .int64)
        rule.free(1)
        rule.free(0)
      }
      guard source.node != 0 else { return }
      rule.temporary(places, .int64)
      rule.gradient(1, count, format)
    }
  }
}

extension Machine {
  /// Numbers of each token.
  fileprivate func width(of x: borrowing Tensor, _ mask: View) -> Size {
    x.elements / Size(table: sizes, index: mask.elements)
  }
}
