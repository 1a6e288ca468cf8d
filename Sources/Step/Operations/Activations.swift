// Activations of MLPs without a gate, as transformers writes them.
//
// Source: transformers 5.23 activations.py `ACT2FN`; torch 2.15 tools/autograd/derivatives.yaml.

/// `gelu`: one kernel, which keeps its input.
func gelu(_ x: borrowing Tensor) -> Tensor {
  let (view, elements, format) = (x.view, x.elements, x.format)
  return x.machine.operation(.activation, elements, format, view) { rule in
    rule.keep(view)
    rule.gradient(0, elements, format)
  }
}

/// `relu`: keeps its result.
func relu(_ x: borrowing Tensor) -> Tensor {
  let (view, elements, format) = (x.view, x.elements, x.format)
  return x.machine.operation(.activation, elements, format, view) { rule in
    rule.keepResult()
    rule.gradient(0, elements, format)
  }
}

/// `tanh`: keeps its result.
func tanh(_ x: borrowing Tensor) -> Tensor {
  let (view, elements, format) = (x.view, x.elements, x.format)
  return x.machine.operation(.factor, elements, format, view) { rule in
    rule.keepResult()
    rule.gradient(0, elements, format)
  }
}

/// `0.5 * x * (1.0 + tanh(√(2/π) * (x + 0.044715 * pow(x, 3.0))))`; autocast computes `pow` in fp32.
///
/// Source: transformers 5.23 activations.py `NewGELUActivation.forward`; torch 2.15
/// ATen/autocast_mode.h, the list of fp32.
func newGELU(_ x: borrowing Tensor) -> Tensor {
  let half = x.scaled()
  var inner = x.machine.widened(x).squared()
  inner = inner.scaled()
  inner = x + inner
  inner = inner.scaled()
  inner = tanh(inner)
  inner = inner.plusConstant()
  return half * inner
}

/// `square(relu(x))`: `square` is `pow`, which autocast computes in fp32.
///
/// Source: transformers 5.23 activations.py `ReLUSquaredActivation.forward`; torch 2.15
/// ATen/native/BinaryOps.cpp `square`.
func squaredRelu(_ x: borrowing Tensor) -> Tensor {
  let positive = relu(x)
  return x.machine.widened(positive).squared()
}
