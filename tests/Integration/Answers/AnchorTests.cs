using System.Net;
using Gezhi.Cases.Anchors;
using Gezhi.Platform.Audit;
using Gezhi.Tests.Integration.Centre;
using Gezhi.Tests.Integration.Joining;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Answers;

/// <summary>What a resident can prove years later.</summary>
public sealed class AnchorTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_anchor_drawn_in_the_evening_covers_the_receipts_of_the_day(Engine engine)
    {
        var town = await Town.On(engine);
        var receipt = await town.Report("路灯不亮了");
        var other = await town.Report("垃圾没有人收");
        using var aunt = town.Anybody();
        (await aunt.See($"/receipt/{receipt["receiptNo"]}")).Text(".receipt details").ShouldContain("今天晚上会存证");

        var anchor = await Draw(town);

        var page = await aunt.See($"/receipt/{receipt["receiptNo"]}");
        page.Text(".receipt details").ShouldContain($"由 {anchor.DrawnOn:yyyy-MM-dd} 的存证覆盖");
        (await aunt.See("/anchors"))
            .Text($"#anchor-{anchor.No} code")
            .Replace(" ", "", StringComparison.Ordinal)
            .ShouldBe(Convert.ToHexStringLower(anchor.Hash));
        (await aunt.GetStringAsync(new Uri("/anchors.csv", UriKind.Relative))).ShouldContain(Convert.ToHexStringLower(anchor.Hash));

        // The sum done elsewhere, with what the program hands out and nothing else.
        var proof = await aunt.Do($"/api/receipts/{receipt["receiptNo"]}/proof", null, HttpMethod.Get);
        proof["standing"]!["hash"]!.GetValue<string>().ShouldBe(receipt["hash"]!.GetValue<string>());
        var leaf = Chain.Hash(
            Chain.Start,
            Guid.Parse(proof["caseId"]!.GetValue<string>()),
            proof["sequence"]!.GetValue<int>(),
            Convert.FromHexString(receipt["hash"]!.GetValue<string>()),
            Convert.FromHexString(proof["lastHash"]!.GetValue<string>())
        );
        var steps = proof["neighbours"]!
            .AsArray()
            .Select(n => n!.GetValue<string>())
            .Select(n => new MerkleTree.Step(Convert.FromHexString(n[1..]), n[0] == 'L'));
        MerkleTree.Follow(leaf, steps).ShouldBe(anchor.Root);
        (await Draw(town)).Cases.ShouldBe(0); // nothing moved since
        (await aunt.GetAsync(new Uri("/api/receipts/AAAAAAAAAAAA/proof", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        other.ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_record_written_anew_is_found_although_its_own_chain_is_whole(Engine engine)
    {
        var town = await Town.On(engine);
        var receipt = await town.Report("井盖缺了");
        var caseId = JoinManyTests.Id(receipt);
        var anchor = await Draw(town);
        (await Verify(town)).Faults.ShouldBeEmpty();

        var row = await town.With((_, db) => db.Set<AnchorLeaf>().AsNoTracking().SingleAsync(l => l.CaseId == caseId && l.No == anchor.No));
        // Somebody writes the record anew, hash and all: to the leaf it is as if the last row were another one.
        await town.With(
            (_, db) =>
                db.Set<AnchorLeaf>().Where(l => l.CaseId == caseId).ExecuteUpdateAsync(s => s.SetProperty(l => l.LastHash, new byte[32]))
        );
        (await Verify(town)).Faults.ShouldHaveSingleItem().ShouldContain("was altered");
        using var aunt = town.Anybody();
        (await aunt.See($"/receipt/{receipt["receiptNo"]}")).Text(".receipt details").ShouldContain("对不上");

        await town.With(
            (_, db) =>
                db.Set<AnchorLeaf>().Where(l => l.CaseId == caseId).ExecuteUpdateAsync(s => s.SetProperty(l => l.LastHash, row.LastHash))
        );
        (await Verify(town)).Faults.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Of_several_who_draw_at_the_same_moment_each_gets_a_number_of_its_own(Engine engine)
    {
        var town = await Town.On(engine);
        await town.Report("花坛的栏杆歪了");

        var drawn = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Draw(town)));

        drawn.Select(a => a.No).ShouldBeUnique();
        (await Verify(town)).Faults.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_audit_trail_written_anew_from_some_row_on_is_not_what_the_evening_saw(Engine engine)
    {
        await using var town = await Town.Start(engine);
        await town.Report("栏杆坏了");
        using var leader = await town.As(Gezhi.Platform.Actors.Role.Leader);
        await town.Settle();
        var anchor = await Draw(town);
        anchor.AuditSeq!.Value.ShouldBeGreaterThan(0);
        (await Verify(town)).Faults.ShouldBeEmpty();
        using var aunt = town.Anybody();
        (await aunt.GetStringAsync(new Uri("/anchors.csv", UriKind.Relative))).ShouldContain(
            $",{anchor.AuditSeq},{Convert.ToHexStringLower(anchor.AuditHash!)}"
        );

        // Somebody who holds the database writes the last row and the head anew: the chain itself is whole.
        await town.With(
            async (_, db) =>
            {
                var seq = anchor.AuditSeq;
                var last = await db.Set<AuditRow>().AsNoTracking().SingleAsync(a => a.Seq == seq);
                var forged = Chain.Hash(
                    last.PreviousHash!,
                    last.DistrictId,
                    last.Seq,
                    last.Id,
                    last.At,
                    last.AccountId,
                    last.Action,
                    last.SubjectId,
                    "nothing"
                );
                await db.Set<AuditRow>()
                    .Where(a => a.Seq == seq)
                    .ExecuteUpdateAsync(s => s.SetProperty(a => a.Detail, "nothing").SetProperty(a => a.Hash, forged));
                return await db.Set<Gezhi.Platform.Outbox.FeedHead>()
                    .Where(h => h.LastAuditSeq == seq)
                    .ExecuteUpdateAsync(s => s.SetProperty(h => h.LastAuditHash, forged));
            }
        );

        (await town.With((_, db) => AuditVerification.Run(db, CancellationToken.None))).Faults.ShouldBeEmpty();
        (await Verify(town)).Faults.ShouldHaveSingleItem().ShouldContain("audit trail");
    }

    private static Task<Anchor> Draw(Town town) =>
        town.With(
            (services, db) =>
                services.GetRequiredService<DrawAnchor>().DrawNow(db, town.Clock.GetUtcNow().UtcDateTime, CancellationToken.None)
        );

    private static Task<ChainReport> Verify(Town town) => town.With((_, db) => AnchorVerification.Run(db, CancellationToken.None));
}
