extension Storage.Unmodelled {
  /// The formats that transformers reads, by the `quant_method` of a config. bitsandbytes in 8 bits
  /// has no name of its own there, and is called after its arithmetic.
  ///
  /// Source: transformers 5.23 quantizers/auto.py `AUTO_QUANTIZATION_CONFIG_MAPPING`; what unpacks,
  /// `dequantize` of utils/quantization_config.py.
  package static let known = [
    Self("int8", "int8 by bitsandbytes"),
    Self("gptq", "GPTQ"),
    Self("awq", "AWQ"),
    Self("fp8", "FP8", unpacking: "FineGrainedFP8Config(dequantize=True)"),
    Self("mxfp4", "MXFP4", unpacking: "Mxfp4Config(dequantize=True)"),
    Self(
      "compressed_tensors", "compressed-tensors",
      unpacking: "CompressedTensorsConfig(dequantize=True)"),
    Self("mxfp8", "MXFP8", unpacking: "FineGrainedFP8Config(dequantize=True)"),
    Self("nvfp4", "NVFP4"),
    Self("fbgemm_fp8", "FP8 by FBGEMM"),
    Self("gguf", "GGUF", unpacking: "GgufConfig(dequantize=True)"),
    Self("aqlm", "AQLM"),
    Self("auto_round", "AutoRound"),
    Self("bitnet", "BitNet"),
    Self("eetq", "EETQ"),
    Self("fouroversix", "Four Over Six"),
    Self("fp_quant", "FP-Quant"),
    Self("higgs", "HIGGS"),
    Self("hqq", "HQQ"),
    Self("metal", "Metal's", unpacking: "MetalConfig(dequantize=True)"),
    Self("quanto", "Quanto"),
    Self("quark", "Quark"),
    Self("sinq", "SINQ"),
    Self("spqr", "SpQR"),
    Self("torchao", "torchao"),
    Self("vptq", "VPTQ"),
  ]

  private init(_ name: String, _ title: String, unpacking: String? = nil) {
    self.init(name: name, title: title, unpacking: unpacking)
  }

  /// The format of a `quant_method`, which need be none that is known.
  package init(method: String, bits: Int? = nil) {
    let name = String(method.map { $0 == "-" ? "_" : $0 })
    let known = Self.known.first { $0.name == name }
    let title = known?.title ?? "a format that I do not know, “\(method)”"
    self.init(
      name: name, title: title + (bits.map { " in \($0) bits" } ?? ""), unpacking: known?.unpacking)
  }
}

extension Storage {
  /// What a model may be said to be stored in.
  package static let spellings =
    Dtype.allCases.map(\.rawValue) + Quantization.Format.allCases.map(\.rawValue)
    + Unmodelled.known.map(\.name)

  /// Weights in a format by its name; those of bitsandbytes as it packs them with double
  /// quantisation, the rest in bf16.
  package init?(spelling: String) {
    if let dtype = Dtype(rawValue: spelling) {
      self.init(dtype)
    } else if let format = Quantization.Format(rawValue: spelling) {
      self.init(.bf16, .fourBit(FourBit(Quantization(format: format))))
    } else if let format = Unmodelled.known.first(where: { $0.name == spelling }) {
      self.init(.bf16, .unmodelled(format))
    } else {
      return nil
    }
  }

  /// The same model's weights in plain numbers of a format, made of what is stored.
  package func unpacked(into dtype: Dtype) -> Storage {
    Storage(dtype, packing, isUnpacked: packing != nil)
  }
}
