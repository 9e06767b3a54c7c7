using System.Text.Json;
using Gezhi.Platform.Time;

namespace Gezhi.Cases;

/// <summary>Pauses of a case's clock, kept as JSON pairs of instants. 停表</summary>
internal static class CasePauses
{
    /// <summary>Pairs of shelving; a third instant of null marks the time in which somebody checked what was handed in.</summary>
    public static IReadOnlyList<ClockPause> Read(string? json) =>
        json is null
            ? []
            :
            [
                .. JsonSerializer
                    .Deserialize<DateTime?[][]>(json)!
                    .Select(p => new ClockPause(p[0]!.Value, p[1], p.Length > 2 ? ClockReason.Checking : ClockReason.Paused)),
            ];

    public static string Begin(string? json, DateTime now) => Write([.. Read(json), new ClockPause(now, null)]);

    /// <summary>From the hand-in to the failed check nobody worked.</summary>
    public static string Add(string? json, DateTime handedInAt, DateTime failedAt) =>
        Write([.. Read(json), new ClockPause(handedInAt, failedAt, ClockReason.Checking)]);

    public static string Write(IEnumerable<ClockPause> pauses) =>
        JsonSerializer.Serialize(
            pauses.Select(p => p.Reason == ClockReason.Checking ? new DateTime?[] { p.FromAt, p.ToAt, null } : [p.FromAt, p.ToAt])
        );

    public static string End(string? json, DateTime now) => Write(Read(json).Select(p => p.ToAt is null ? p with { ToAt = now } : p));
}
