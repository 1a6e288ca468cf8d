extension Projection {
  /// What its weight is called in an explanation.
  var tensorName: StaticString {
    switch self {
    case .q: "q_proj"
    case .k: "k_proj"
    case .v: "v_proj"
    case .o: "o_proj"
    case .gate: "gate_proj"
    case .up: "up_proj"
    case .down: "down_proj"
    case .qkv: "qkv_proj"
    case .gateUp: "gate_up_proj"
    case .router: "router"
    case .perLayerGate: "per_layer_input_gate"
    case .perLayerUp: "per_layer_projection"
    case .perLayerModel: "per_layer_model_projection"
    case .routerWeight: "router"
    case .expertsGateUp: "experts' gate and up"
    case .expertsDown: "experts' down"
    case .inProj: "in_proj"
    case .inProjZ: "in_proj_z"
    case .inProjB: "in_proj_b"
    case .inProjA: "in_proj_a"
    case .inProjBA: "in_proj_ba"
    case .outProj: "out_proj"
    case .sharedGate: "shared_expert_gate"
    case .latentIn: "fc1_latent_proj"
    case .latentOut: "fc2_latent_proj"
    case .correctionCoefs: "correction_coefs"
    case .predictionCoefs: "prediction_coefs"
    case .modalityRouter: "modality_router"
    case .laurelLeft: "linear_left"
    case .laurelRight: "linear_right"
    case .altUp: "altup_projections"
    }
  }
}
