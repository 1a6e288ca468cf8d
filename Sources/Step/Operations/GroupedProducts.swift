extension Machine {
  /// `grouped_mm` of rows that are sorted by their expert, with the weights of all experts. It takes no
  /// part in autocast: rows get the weights' format.
  ///
  /// Source: transformers 5.23 integrations/moe.py `_grouped_mm`; torch 2.15
  /// tools/autograd/derivatives.yaml `_grouped_mm`.
  func groupedProduct(
    _ x: borrowing Tensor, _ weight: View, offsets: borrowing Tensor, from input: Size,
    to output: Size
  ) -> Tensor {
    let x = x.to(weight.format)
    let (rows, a, ends) = (x.elements / input, x.view, offsets.view)
    let (format, groups) = (weight.format, offsets.elements)
    let (own, whole) = (x.elements, Size(table: sizes, index: weight.elements))
    let times = own * output
    let product = operation(.product, rows * output, format, a, weight) { rule in
      if weight.node != 0 { rule.keep(a) }
      if a.node != 0 { rule.keep(weight) }
      rule.keep(ends)
      if weight.node != 0 { rule.groupedGradient(1, whole, format, times, groups, view: true) }
      if a.node != 0 {
        rule.groupedGradient(0, own, format, times, groups, after: weight.node != 0 ? 2 : 0)
      }
    }
    if usesGroupedKernel(format) {
      note(times, of: .product)
      let arguments = new(groupedArguments(groups), .uint8, .workspace)
      _ = new(groupedWorkspace, .uint8, .workspace)
      _ = consume arguments
    } else {
      workspace(for: times)
    }
    return product
  }

  /// Whether one kernel computes all groups; without it there is a product for each.
  ///
  /// Source: torch 2.15 ATen/native/cuda/GroupedBlas.cpp `_grouped_mm_cuda`, native/GroupedMMUtils.h
  /// `_grouped_mm_fallback`.
  fileprivate func usesGroupedKernel(_ format: Format) -> Bool {
    format == .bf16 && stack.capability >= 90
  }

  /// Three pointers, three strides of 8 bytes and a shape of three numbers for each group.
  ///
  /// Source: torch 2.15 ATen/native/cuda/GroupMM.cu `bf16bf16_grouped_gemm_impl_sm90_sm100`.
  fileprivate func groupedArguments(_ groups: Size) -> Size {
    groups.multiple(of: 2) * 24 + groups * 36
  }

  /// Four descriptors of 128 bytes for each multiprocessor.
  ///
  /// Source: cutlass gemm/collective/sm90_mma_array_tma_gmma_ss_warpspecialized.hpp and
  /// epilogue/collective/sm90_epilogue_array_tma_warpspecialized.hpp `get_workspace_size`.
  fileprivate var groupedWorkspace: Size { count(sizes.multiprocessors * 4 * 128) }
}

extension Rule {
  /// A gradient that is a grouped product, behind so many temporaries of the node.
  fileprivate func groupedGradient(
    _ input: UInt8, _ elements: Size, _ format: Format, _ times: Size, _ groups: Size,
    view: Bool = false, after temporaries: UInt8 = 0
  ) {
    gradient(input, elements, format, view: view)
    guard machine.usesGroupedKernel(format) else { return workspace(for: times) }
    kernel(.product, times)
    temporary(machine.groupedArguments(groups), .uint8)
    temporary(machine.groupedWorkspace, .uint8)
    free(temporaries + 1)
    free(temporaries)
  }
}
