using Gezhi.Platform.Actors;
using Gezhi.Platform.Geo;

namespace Gezhi.Cases.Contract;

/// <summary>Somebody was at a point on a day; never who. 到过</summary>
/// <param name="On">Local day.</param>
public readonly record struct GroundLook(LonLat At, DateOnly On);

/// <summary>Slot: where workers were on patrol between two local days, both included. Filled by the module of work on the ground. 到过插槽</summary>
public delegate Task<IReadOnlyList<GroundLook>> ReadGroundLooks(DateOnly from, DateOnly to, CancellationToken ct);

/// <summary>
/// Slot: a worker says to have looked at a place. Filled by the module of work on the ground: on duty and near it, by the same rules as a check-in; key
/// places of the own plans beside it are visited with it. Adds to the change that is being made. 到场插槽
/// </summary>
/// <param name="place">Where to look, WGS-84.</param>
/// <param name="here">Where the device is; null when it did not say.</param>
/// <param name="accuracyMetres">As the device said; null when it did not.</param>
/// <exception cref="Platform.Problems.RuleViolation"><c>patrol.off-duty</c>, <c>patrol.no-place</c>, <c>patrol.too-far</c>.</exception>
public delegate Task NoteGroundLook(LonLat place, LonLat? here, double? accuracyMetres, Actor actor, CancellationToken ct);
