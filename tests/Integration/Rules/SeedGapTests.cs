using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Gaps;
using Gezhi.Cases.Joint;
using Gezhi.Cases.Timelines;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Rules;

/// <summary>What the seed town decided stands on the record of the cases it was about.</summary>
public sealed class SeedGapTests
{
    [Fact]
    public async Task A_decided_gap_of_the_seed_stands_on_the_timeline_of_its_cases_and_partners_are_called_to_one_matter()
    {
        await using var town = await Town.Start(Engine.Sqlite, "--Demo:Reports=900");
        var decided = await town.With((_, db) => db.Set<Gap>().AsNoTracking().Where(g => g.DecidedAt != null).ToListAsync());
        var open = await town.With((_, db) => db.Set<Gap>().AsNoTracking().CountAsync(g => g.DecidedAt == null));
        var rows = await town.With(
            (_, db) =>
                db
                    .Timeline.AsNoTracking()
                    .Where(t => t.Action == CaseAction.Arbitrate)
                    .Select(t => new
                    {
                        t.CaseId,
                        t.UnitCode,
                        t.At,
                    })
                    .ToListAsync()
        );

        decided.ShouldNotBeEmpty();
        open.ShouldBeGreaterThan(0);
        rows.ShouldNotBeEmpty();
        foreach (var gap in decided)
        {
            var mine = await town.With(
                (_, db) => db.Set<GapCase>().Where(c => c.GapId == gap.Id).Select(c => new { c.CaseId, c.At }).ToListAsync()
            );
            mine.ShouldAllBe(c => c.At <= gap.DecidedAt);
            foreach (var one in mine)
            {
                var timeline = await town.With(
                    (_, db) => db.Timeline.AsNoTracking().Where(t => t.CaseId == one.CaseId).OrderBy(t => t.Sequence).ToListAsync()
                );
                var before = timeline.Last(t => t.At <= gap.DecidedAt && t.Action != CaseAction.Arbitrate);
                timeline
                    .Exists(t => t.Action == CaseAction.Arbitrate && t.At == gap.DecidedAt && t.UnitCode == gap.UnitCode)
                    .ShouldBe(CaseFlow.OpenStates.Contains(before.To));
            }
        }
        (await town.With((_, db) => TimelineVerification.Run(db, CancellationToken.None))).Faults.ShouldBeEmpty();
        (
            await town.With(
                (_, db) =>
                    db.Set<CaseHelper>().Where(h => h.UnitCode.StartsWith("police-post-")).Select(h => h.CaseId).Distinct().CountAsync()
            )
        ).ShouldBe(1);
    }
}
