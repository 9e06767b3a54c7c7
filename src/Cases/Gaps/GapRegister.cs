using Gezhi.Cases.Dispatch;
using Gezhi.Cases.Messages;
using Gezhi.Cases.Rules;
using Gezhi.Identity.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Platform.Time;
using Gezhi.Platform.Timers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Cases.Gaps;

/// <summary>Puts matters without an owner on the register, in the same transaction as the move that found it out. 管理空白登记册</summary>
public sealed class GapRegister(CaseDesk desk, UnitDirectory units, Staffing staffing, IConfiguration configuration)
{
    /// <summary>Working hours to decide in; configuration <c>Cases:Gaps:ArbitrationHours</c>.</summary>
    public const double DefaultHours = 8;

    /// <summary>A return so often is arbitrated.</summary>
    public const int SendBacks = 2;

    /// <summary>So often at most is a move done again that met another one at the register.</summary>
    private const int MostTries = 8;

    /// <summary>Deadline of a decision that begins now.</summary>
    internal DateTime DueAt(DateTime now) =>
        desk.Calendar.DueAt(now, new TimeLimit(configuration.GetValue("Cases:Gaps:ArbitrationHours", DefaultHours), LimitUnit.WorkHour));

    /// <summary>After a dispatch for which the rules had no owner: the case goes on the register, beside other cases of the same kind.</summary>
    internal async Task Note(Case subject, DispatchProposal proposal, bool follows, DateTime now, CancellationToken ct)
    {
        var isKnownOwner = !follows && proposal.Reason.Skipped.Count > 0; // the rule's unit gave it back once and the dispatcher knew whose it is
        if (!proposal.IsGap || isKnownOwner)
            return;
        var cause =
            proposal.Reason.Place is not null ? GapCause.Place
            : proposal.Reason.Kind == ProposalKind.Conflict ? GapCause.Conflict
            : proposal.Reason.Skipped.Count > 0 ? GapCause.SentBack
            : GapCause.NoRule;
        if (await Noted(subject.Id, ct) is not null)
            return;
        if (cause != GapCause.SentBack && await SameOpen(subject, cause, proposal.Reason.Place, ct) is { } known)
        {
            Hang(known, subject, now);
            await Widen(known, subject, now, ct);
            return;
        }
        await Open(subject, cause, proposal.Reason.Place, Candidates(proposal), now, ct);
    }

    /// <summary>After the second "not ours": an interim handler in the same move, arbitration beside it.</summary>
    /// <returns>The interim handler; null when there is none, then the dispatcher decides as before.</returns>
    internal async Task<UnitView?> NoteSentBack(Case subject, IReadOnlyList<string> returnedBy, DateTime now, CancellationToken ct)
    {
        if (subject.SendBackCount < SendBacks)
            return null;
        var saidNo = string.Join(',', returnedBy.Distinct(StringComparer.Ordinal));
        if (await Noted(subject.Id, ct) is { } known)
            known.Candidates = saidNo;
        else
            await Open(subject, GapCause.SentBack, null, saidNo, now, ct);
        return InterimHandlers.Nearest(await units.Active(ct), subject.AreaCode);
    }

    /// <summary>
    /// Does a move again that met another one at the same entry of the register: both found no entry and opened one, or both changed it. Nobody is told of
    /// that; whoever was beaten at the case itself is. 同时登记
    /// </summary>
    /// <param name="version">The version the person saw; null for the one that the first try finds.</param>
    /// <param name="move">Reads everything anew.</param>
    internal async Task<MoveResult> Together(Guid caseId, int? version, Func<int?, Task<MoveResult>> move, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
            try
            {
                return await move(version);
            }
            catch (StaleVersion) when (tries < MostTries && desk.Db.Database.CurrentTransaction is null)
            {
                if (!await MetAnother(ct))
                    throw;
                version ??= desk
                    .Db.ChangeTracker.Entries<Case>()
                    .Where(c => c.Entity.Id == caseId)
                    .Select(c => (int?)c.Property(x => x.Version).OriginalValue)
                    .FirstOrDefault();
                desk.Db.Forget();
                await Task.Delay(tries * 7, ct);
            }
    }

    /// <summary>Whether the save failed because of an entry of the register, not because of the case.</summary>
    private async Task<bool> MetAnother(CancellationToken ct)
    {
        foreach (var mine in desk.Db.ChangeTracker.Entries<Gap>().ToList())
        {
            var key = mine.Entity.OpenKey;
            var version = mine.Property(g => g.Version).OriginalValue;
            var there = desk.Db.Set<Gap>().AsNoTracking();
            if (
                mine.State == EntityState.Added && key is not null && await there.AnyAsync(g => g.OpenKey == key, ct)
                || mine.State == EntityState.Modified && !await there.AnyAsync(g => g.Id == mine.Entity.Id && g.Version == version, ct)
            )
                return true;
        }
        return false;
    }

    /// <summary>Told to the reporters with the step: who does it now, nothing about who should have.</summary>
    internal static string PublicText(UnitView unit) => $"先由{unit.NameZh}来处理，不会因为要确定长期负责的单位而耽误。";

    /// <summary>The person of the smallest area around a place who may decide; of a larger one when that person did not.</summary>
    /// <param name="above">Length of the area code of the decider before; null begins with the nearest.</param>
    internal async Task<StaffView?> Decider(string areaCode, int? above, CancellationToken ct)
    {
        var around = above is { } length ? Shorter(areaCode, length) : areaCode;
        if (around is null || !AreaCode.TryParse(around, out _))
            return null;
        return (await staffing.Nearest(around, Role.Leader, ct)) is [var leader, ..] ? leader
            : (await staffing.Nearest(around, Role.ShiftLeader, ct)) is [var shift, ..] ? shift
            : null;
    }

    /// <summary>Nobody decided in time: the decider of the next larger area has it now, or the same once more when there is none.</summary>
    internal async Task Climb(Gap gap, DateTime now, CancellationToken ct)
    {
        var decider = await Decider(gap.AreaCode, gap.DeciderArea?.Length, ct);
        var (before, subject) = (gap.DeciderId, await First(gap, ct));
        if (decider is null)
            gap.Climb(gap.DeciderPostId, gap.DeciderId, gap.DeciderTitle, gap.DeciderArea, DueAt(now));
        else
            gap.Climb(decider.PostId, decider.AccountId, decider.Title, decider.AreaCode, DueAt(now));
        desk.Db.SetTimer(GapTimer.Name, gap.Id, gap.DueAt, now);
        if (before is { } late)
            desk.Db.Tell([late], MessageKind.GapLate, subject, "到期没有裁决", now);
        if (gap.DeciderId != before)
            TellDecider(gap, subject, now);
    }

    /// <summary>Tells the named decider, inside the house. 告知裁决人</summary>
    internal void TellDecider(Gap gap, Case subject, DateTime now)
    {
        if (gap.DeciderId is { } decider)
            desk.Db.Tell([decider], MessageKind.GapGiven, subject, gap.PlaceName ?? gap.PlaceText, now);
    }

    /// <summary>The case that came onto the entry first: messages speak of it.</summary>
    internal Task<Case> First(Gap gap, CancellationToken ct) =>
        desk
            .Db.Set<GapCase>()
            .Where(c => c.GapId == gap.Id)
            .OrderBy(c => c.At)
            .ThenBy(c => c.CaseId)
            .Join(desk.Db.Cases.AsNoTracking(), c => c.CaseId, c => c.Id, (_, c) => c)
            .FirstAsync(ct);

    /// <summary>A case from beyond the decider's area came: somebody whose post reaches all of them decides, by the same clock.</summary>
    private async Task Widen(Gap gap, Case subject, DateTime now, CancellationToken ct)
    {
        if (gap.DeciderArea is not { } area || subject.AreaCode.StartsWith(area, StringComparison.Ordinal))
            return;
        var common = Levels.Where(n => n <= gap.AreaCode.Length && n <= subject.AreaCode.Length).Select(n => gap.AreaCode[..n]);
        if (
            common.FirstOrDefault(c => subject.AreaCode.StartsWith(c, StringComparison.Ordinal)) is not { } around
            || await Decider(around, null, ct) is not { } decider
        )
            return;
        gap.Assign(decider.PostId, decider.AccountId, decider.Title, decider.AreaCode, gap.DueAt);
        TellDecider(gap, subject, now);
    }

    private static readonly int[] Levels = [15, 12, 9, 6];

    private static string? Shorter(string areaCode, int length) =>
        Levels.Where(n => n < length && n <= areaCode.Length).Select(n => areaCode[..n]).FirstOrDefault();

    private async Task Open(Case subject, GapCause cause, string? placeName, string? candidates, DateTime now, CancellationToken ct)
    {
        var gap = new Gap
        {
            DistrictId = subject.DistrictId,
            Id = Ids.New(now),
            Cause = cause,
            CategoryKey = subject.CategoryKey!,
            AreaCode = subject.AreaCode,
            PlaceText = subject.PlaceText,
            PlaceName = placeName,
            Candidates = string.IsNullOrEmpty(candidates) ? null : candidates,
            InterimUnitCode = InterimHandlers.Nearest(await units.Active(ct), subject.AreaCode)?.Code,
            OpenedAt = now,
        };
        var decider = await Decider(subject.AreaCode, null, ct);
        gap.Assign(decider?.PostId, decider?.AccountId, decider?.Title ?? "", decider?.AreaCode, DueAt(now));
        gap.Claim();
        desk.Db.Add(gap);
        desk.Db.SetTimer(GapTimer.Name, gap.Id, gap.DueAt, now);
        Hang(gap, subject, now);
        TellDecider(gap, subject, now);
    }

    private void Hang(Gap gap, Case subject, DateTime now) =>
        desk.Db.Add(
            new GapCase
            {
                DistrictId = subject.DistrictId,
                GapId = gap.Id,
                CaseId = subject.Id,
                At = now,
            }
        );

    /// <summary>The open entry that names the case already; null when there is none.</summary>
    private Task<Gap?> Noted(Guid caseId, CancellationToken ct) => noted.For(desk.Db)(desk.Db, caseId, ct);

    private static readonly Prepared<Func<GezhiDb, Guid, CancellationToken, Task<Gap?>>> noted = new(() =>
        EF.CompileAsyncQuery(
            (GezhiDb db, Guid caseId, CancellationToken ct) =>
                db.Set<Gap>().FirstOrDefault(g => g.DecidedAt == null && db.Set<GapCase>().Any(c => c.GapId == g.Id && c.CaseId == caseId))
        )
    );

    private static readonly Prepared<Func<GezhiDb, GapCause, string?, string?, IAsyncEnumerable<Gap>>> open = new(() =>
        EF.CompileAsyncQuery(
            (GezhiDb db, GapCause cause, string? category, string? placeName) =>
                db.Set<Gap>()
                    .Where(g => g.DecidedAt == null && g.Cause == cause && g.CategoryKey == category && g.PlaceName == placeName)
                    .OrderBy(g => g.OpenedAt)
                    .Select(g => g)
        )
    );

    private async Task<Gap?> SameOpen(Case subject, GapCause cause, string? placeName, CancellationToken ct)
    {
        await foreach (var gap in open.For(desk.Db)(desk.Db, cause, subject.CategoryKey, placeName).WithCancellation(ct))
            if (Key(gap.AreaCode) == Key(subject.AreaCode))
                return gap;
        return null;

        string? Key(string areaCode) => Gap.KeyOf(cause, subject.CategoryKey!, areaCode, placeName);
    }

    private static string? Candidates(DispatchProposal proposal) =>
        proposal.Reason.Kind == ProposalKind.Conflict
            ? string.Join(',', proposal.Contesting)
            : string.Join(',', proposal.Reason.Skipped.Select(s => s.UnitCode));
}
