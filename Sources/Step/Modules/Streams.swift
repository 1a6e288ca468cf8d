import MemoryModel

/// What makes several streams of the embedding, and one of them again behind the last layer.
///
/// Source: transformers 5.23 models/gemma3n/modeling_gemma3n.py `Gemma3nTextModel.forward`.
struct Streams {
  var projections: [Linear]
  var unembeddings: [Linear]
  private let width: Size
  private let count: Size

  init(_ load: Loader, _ altUp: Architecture.AltUp) {
    let hidden = load.dimensions.hidden
    (width, count) = (hidden, load.streams)
    projections = (1..<max(1, altUp.inputs)).map {
      Linear(at: load.inside("altup_projections", $0 - 1), hidden, hidden)
    }
    unembeddings = (1..<max(1, altUp.inputs)).map {
      Linear(at: load.inside("altup_unembed_projections", $0 - 1), hidden, hidden)
    }
  }

  mutating func adapt(_ load: Loader, _ adapter: Adapter) {
    for index in projections.indices { projections[index].adapt(load, adapter) }
    for index in unembeddings.indices { unembeddings[index].adapt(load, adapter) }
  }

  /// Variables of the model's forward that are set for making the streams, and again for joining them.
  final class Variables {
    /// Masks that the forward around a text model made.
    var masks: Masks?
    fileprivate let format: Format
    fileprivate var target: Tensor
    fileprivate var streams: Locals
    fileprivate var current: Tensor
    fileprivate var magnitude: Tensor

    init(_ machine: Machine, _ embedded: borrowing Tensor) {
      format = embedded.format
      streams = Locals(machine)
      target = machine.hold(.none)
      current = machine.hold(.none)
      magnitude = machine.hold(.none)
    }
  }

  /// Streams of the embedding.
  func split(
    _ x: borrowing Tensor, _ variables: Variables, _ locals: inout Locals
  ) -> Tensor {
    stack(projections, variables, &locals) { x.share() }
  }

  /// The mean of all streams.
  func join(
    _ x: consuming Tensor, _ variables: Variables, _ locals: inout Locals
  ) -> Tensor {
    let one = x.elements / count
    x = stack(unembeddings, variables, &locals) { x.part(one) }
    return x.mean(rows: one)
  }

  /// The first stream, and the others by a module each, scaled to the first one's magnitude.
  private func stack(
    _ modules: [Linear], _ variables: Variables, _ locals: inout Locals,
    _ stream: () -> Tensor
  ) -> Tensor {
    let machine = stream().machine
    variables.target = machine.widened(magnitude(stream())).power()
    let first = stream()
    variables.streams = Locals(machine)
    variables.streams.hold(first)
    var views = [first.view]
    var projected = machine.hold(.none)
    for module in modules {
      projected = module(stream())
      variables.current = projected.to(variables.format)
      variables.magnitude = magnitude(variables.current)
      variables.magnitude = variables.magnitude.clamped().squareRoot()
      variables.current =
        (variables.current * variables.target).divided(by: variables.magnitude)
      variables.streams.hold(variables.current)
      views.append(variables.current.view)
    }
    locals.hold(projected)
    return machine.stack(views)
  }

  /// `mean(x ** 2, dim=-1, keepdim=True)`; autocast computes `pow` in fp32.
  private func magnitude(_ x: borrowing Tensor) -> Tensor {
    x.machine.widened(x).squared().mean(rows: x.elements / width)
  }
}
