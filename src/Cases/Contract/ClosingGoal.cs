namespace Gezhi.Cases.Contract;

/// <summary>Slot: goal of on-time closing, 0 to 1. Filled by the module of figures from its setting, so that there is one goal in the house. 按期结案率目标</summary>
public sealed record ClosingGoal(double Share);
