/// `LlamaMLP`.
///
/// Source: transformers 5.23 models/llama/modeling_llama.py `LlamaMLP.forward`.
struct MLP {
  var gate: Linear
  var up: Linear
  var down: Linear

  func callAsFunction(_ x: borrowing Tensor) -> Tensor { down(silu(gate(x)) * up(x)) }
}
