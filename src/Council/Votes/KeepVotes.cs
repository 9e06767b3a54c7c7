using System.Globalization;
using System.Security.Cryptography;
using Gezhi.Grids.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Tables;
using Gezhi.Platform.Text;
using Gezhi.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Gezhi.Council.Votes;

/// <summary>The steps of whoever leads a vote: words, roll, notice, count, publication, confirmation. 组织表决</summary>
public sealed class KeepVotes(VoteDesk desk, AreaBook areas, WorkCalendar calendar, VirusScan scan, IStringLocalizer texts)
{
    /// <param name="AreaCode">Community (12 digits) or grid (15) of one's own posts.</param>
    /// <param name="AmountFen">Needed where the maintenance fund is used or raised.</param>
    /// <param name="OpensAt">UTC.</param>
    /// <param name="ClosesAt">UTC; no ballot from then on.</param>
    /// <param name="Version">The version the person saw; null for a new one.</param>
    public sealed record Command(
        [property: Needed, Longest(17)] string AreaCode,
        [property: Needed, Longest(40)] string Compound,
        [property: Needed, Longest(80)] string Title,
        [property: Needed, Longest(3000)] string Words,
        MatterKind Kind,
        bool IsSecret,
        bool CountsParking,
        [property: Between(1, 1_000_000_000_000)] long? AmountFen,
        DateTime OpensAt,
        DateTime ClosesAt,
        int? Version = null
    );

    /// <param name="Version">The version the person saw.</param>
    public sealed record Step(int Version);

    /// <param name="Version">The version the person saw.</param>
    public sealed record Ending([property: Needed, Longest(400)] string Reason, int Version);

    /// <param name="SpentFen">What was paid in the end.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Spending(
        [property: Between(0, 1_000_000_000_000)] long SpentFen,
        [property: Needed, Longest(800)] string Words,
        int Version
    );

    /// <summary>What a step left behind.</summary>
    public sealed record Done(Guid Id, VoteState State, int Version);

    /// <summary>What a sheet gave.</summary>
    public sealed record RollTaken(int Units, int Owners, IReadOnlyList<RowFault> Faults, int Version);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("", (Command command, KeepVotes feature, Actor actor, CancellationToken ct) => feature.Draft(command, actor, ct))
            .WithSummary("起草表决 · Draft an owners' vote");
        api.MapPost(
                "/{voteId:guid}",
                (Guid voteId, Command command, KeepVotes feature, Actor actor, CancellationToken ct) =>
                    feature.Edit(voteId, command, actor, ct)
            )
            .WithSummary("修改草稿 · Change a draft");
        api.MapPost(
                "/{voteId:guid}/roll",
                (Guid voteId, int? version, HttpRequest request, KeepVotes feature, Actor actor, CancellationToken ct) =>
                    feature.TakeRoll(voteId, version ?? 0, request.Body, actor, ct)
            )
            .WithSummary("导入名册（正文就是表格文件） · Take in the roll; the body is the table");
        One(api, "call", "公告，冻结名册 · Call the vote: the roll is frozen", (f, id, v, a, ct) => f.Call(id, v, a, ct));
        One(api, "count", "结束并计票 · End and count", (f, id, v, a, ct) => f.Count(id, v, a, ct));
        One(api, "publication", "公示结果 · Publish the result", (f, id, v, a, ct) => f.Publish(id, v, a, ct));
        One(
            api,
            "confirmation",
            "确认结果 · Confirm the result, by another person than who counted",
            (f, id, v, a, ct) => f.Confirm(id, v, a, ct)
        );
        api.MapPost(
                "/{voteId:guid}/spending",
                (Guid voteId, Spending command, KeepVotes feature, Actor actor, CancellationToken ct) =>
                    feature.Account(voteId, command, actor, ct)
            )
            .WithSummary("公布维修资金支出 · Publish what was spent of the maintenance fund");
        api.MapPost(
                "/{voteId:guid}/annulment",
                (Guid voteId, Ending command, KeepVotes feature, Actor actor, CancellationToken ct) =>
                    feature.Annul(voteId, command, actor, ct)
            )
            .WithSummary("作废 · Annul");
    }

    private static void One(
        IEndpointRouteBuilder api,
        string path,
        string summary,
        Func<KeepVotes, Guid, int, Actor, CancellationToken, Task<Done>> work
    ) =>
        api.MapPost(
                $"/{{voteId:guid}}/{path}",
                (Guid voteId, Step step, KeepVotes feature, Actor actor, CancellationToken ct) =>
                    work(feature, voteId, step.Version, actor, ct)
            )
            .WithSummary(summary);

    public async Task<Done> Draft(Command command, Actor actor, CancellationToken ct)
    {
        Checked(command);
        if (areas.NameOf(command.AreaCode) is null || command.AreaCode.Length is not (12 or 15))
            throw new InvalidInput(nameof(command.AreaCode), "vote.area");
        if (!VoteDesk.Reaches(actor, Permission.LeadCouncil, command.AreaCode) || actor.AccountId is not { } me)
            throw new Forbidden(Permission.LeadCouncil);
        var vote = new Vote
        {
            DistrictId = desk.Db.DistrictId,
            Id = Ids.New(desk.Now),
            AreaCode = command.AreaCode,
            DraftedBy = me,
            DraftedAt = desk.Now,
        };
        Write(vote, command);
        desk.Db.Add(vote);
        return await Save(vote, "vote.drafted", vote.Title, actor, ct);
    }

    public async Task<Done> Edit(Guid voteId, Command command, Actor actor, CancellationToken ct)
    {
        Checked(command);
        var vote = await desk.Find(voteId, command.Version, Permission.LeadCouncil, actor, ct);
        vote.Move(VoteAction.TakeRoll);
        Write(vote, command);
        return await Save(vote, "vote.drafted", vote.Title, actor, ct);
    }

    /// <summary>Replaces the roll of a draft; a sheet with faults changes nothing.</summary>
    public async Task<RollTaken> TakeRoll(Guid voteId, int version, Stream sheet, Actor actor, CancellationToken ct)
    {
        var vote = await desk.Find(voteId, version, Permission.LeadCouncil, actor, ct);
        vote.Move(VoteAction.TakeRoll);
        using var bytes = new MemoryStream();
        var part = new byte[64 * 1024];
        for (int read; (read = await sheet.ReadAsync(part, ct)) > 0; )
        {
            if (bytes.Length + read > SheetReader.MostBytes)
                throw new InvalidInput("file", "table.too-large");
            bytes.Write(part, 0, read);
        }
        await scan.Demand(bytes, texts["表决名册"], ct);
        bytes.Position = 0;
        var roll = RollSheet.Read(SheetReader.Rows(bytes, RollSheet.MostUnits, ct), text => texts[text]);
        if (roll.Faults.Count > 0)
        {
            desk.Db.Forget();
            return new RollTaken(roll.Units.Count, roll.Owners.Count, roll.Faults, version);
        }
        if (roll.Units.Count == 0)
            throw new InvalidInput("file", "table.empty");
        await desk.Db.Together(() => Replace(vote, roll, actor, ct), ct);
        return new RollTaken(roll.Units.Count, roll.Owners.Count, [], vote.Version);
    }

    /// <summary>Adds the rows of a roll; the caller saves.</summary>
    /// <param name="withPeople">Not of a vote that is over.</param>
    internal void Append(Guid voteId, Roll roll, bool withPeople = true)
    {
        var db = desk.Db;
        foreach (var owner in roll.Owners)
            db.Append(
                new VoteOwner
                {
                    DistrictId = db.DistrictId,
                    VoteId = voteId,
                    No = owner.No,
                    NameSealed = desk.Seal(VoteOwner.NameField, withPeople ? owner.Name : null),
                    PhoneSealed = desk.Seal(VoteOwner.PhoneField, withPeople ? owner.Phone : null),
                    PhoneIndex = desk.IndexOf(withPeople ? owner.Phone : null),
                    IsDeveloper = owner.IsDeveloper,
                    CoOwners = owner.CoOwners,
                }
            );
        foreach (var unit in roll.Units)
            db.Append(
                new VoteUnit
                {
                    DistrictId = db.DistrictId,
                    VoteId = voteId,
                    No = unit.No,
                    Door = unit.Door,
                    Area = unit.Area,
                    Use = unit.Use,
                    OwnerNo = unit.OwnerNo,
                }
            );
    }

    /// <summary>Freezes the roll and puts up the notice.</summary>
    /// <exception cref="RuleViolation"><c>vote.no-roll</c>, <c>vote.notice-short</c>.</exception>
    public async Task<Done> Call(Guid voteId, int version, Actor actor, CancellationToken ct)
    {
        var vote = await desk.Find(voteId, version, Permission.LeadCouncil, actor, ct);
        vote.Move(VoteAction.Call);
        var units = await desk.Units(voteId, ct);
        if (RecountFile.Weights(units, vote.CountsParking).Count == 0)
            throw new RuleViolation("vote.no-roll");
        var now = desk.Now;
        if (calendar.LocalDay(vote.OpensAt).DayNumber - calendar.LocalDay(now).DayNumber < desk.NoticeDays || vote.ClosesAt <= now)
            throw new RuleViolation("vote.notice-short", desk.NoticeDays);
        (vote.CalledAt, vote.RollHash) = (now, RecountFile.HashOf(units));
        TellOwners.OnCall(desk, vote, calendar);
        return await Save(vote, "vote.called", $"{units.Count} {vote.RollHash}", actor, ct);
    }

    /// <summary>After the end, or as soon as everybody has voted.</summary>
    /// <exception cref="RuleViolation"><c>vote.still-open</c>, <c>vote.papers-open</c>, <c>vote.box-differs</c>.</exception>
    public async Task<Done> Count(Guid voteId, int version, Actor actor, CancellationToken ct)
    {
        var vote = await desk.Find(voteId, version, Permission.LeadCouncil, actor, ct);
        vote.Move(VoteAction.Count);
        var waiting = await desk.Db.Set<VoteTurnout>().CountAsync(t => t.VoteId == voteId && t.State == TurnoutState.Pending, ct);
        if (waiting > 0)
            throw new RuleViolation("vote.papers-open", waiting);
        var facts = await desk.Facts(vote, ct);
        var outcome = RecountFile.Count(facts);
        var now = desk.Now;
        if (now < vote.ClosesAt && outcome.Participating.People < outcome.Total.People)
            throw new RuleViolation("vote.still-open");
        if (now < vote.ClosesAt)
            vote.ClosesAt = now;
        (vote.CountedAt, vote.CountedBy) = (now, actor.AccountId);
        Keep(vote, facts, outcome, 0, "", now);
        return await Save(vote, "vote.counted", Say(outcome), actor, ct);
    }

    /// <summary>Counts once more before the result is shown: it must be the same.</summary>
    public async Task<Done> Publish(Guid voteId, int version, Actor actor, CancellationToken ct)
    {
        var vote = await desk.Find(voteId, version, Permission.LeadCouncil, actor, ct);
        vote.Move(VoteAction.Publish);
        var facts = await desk.Facts(vote, ct);
        var result = await desk.Db.Set<VoteResult>().SingleAsync(r => r.VoteId == voteId && r.Revision == 0, ct);
        if (FileHash(facts, RecountFile.Count(facts)) != result.FileHash)
            throw new RuleViolation("vote.box-differs");
        var now = desk.Now;
        (vote.PublishedAt, vote.ObjectionsUntil) = (now, now.AddDays(desk.ObjectionDays));
        TellOwners.OnPublish(desk, vote);
        return await Save(vote, "vote.published", result.FileHash, actor, ct);
    }

    /// <exception cref="RuleViolation"><c>vote.objections-open</c>, <c>vote.objection-time</c>, <c>vote.second-person</c>.</exception>
    public async Task<Done> Confirm(Guid voteId, int version, Actor actor, CancellationToken ct)
    {
        var vote = await desk.Find(voteId, version, Permission.LeadCouncil, actor, ct);
        vote.Move(VoteAction.Confirm);
        if (vote.CountedBy == actor.AccountId)
            throw new RuleViolation("vote.second-person");
        if (desk.Now < vote.ObjectionsUntil)
            throw new RuleViolation("vote.objection-time");
        if (await desk.Db.Set<VoteObjection>().AnyAsync(o => o.VoteId == voteId && o.State == ObjectionState.Open, ct))
            throw new RuleViolation("vote.objections-open");
        vote.ConfirmedAt = desk.Now;
        return await SaveAndForget(vote, "vote.confirmed", "", actor, ct);
    }

    /// <exception cref="RuleViolation"><c>vote.no-money</c>.</exception>
    public async Task<Done> Account(Guid voteId, Spending command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var vote = await desk.Find(voteId, command.Version, Permission.LeadCouncil, actor, ct);
        vote.Move(VoteAction.Account);
        if (!MatterRules.NeedsAmount(vote.Kind))
            throw new RuleViolation("vote.no-money");
        (vote.SpentFen, vote.SpentWords, vote.SpentAt) = (command.SpentFen, PlainText.Clean(command.Words), desk.Now);
        return await Save(vote, "vote.accounted", command.SpentFen.ToString(CultureInfo.InvariantCulture), actor, ct);
    }

    public async Task<Done> Annul(Guid voteId, Ending command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var vote = await desk.Find(voteId, command.Version, Permission.LeadCouncil, actor, ct);
        vote.Move(VoteAction.Annul);
        vote.EndReason = PlainText.Clean(command.Reason);
        return await SaveAndForget(vote, "vote.annulled", vote.EndReason, actor, ct);
    }

    /// <summary>A revision beside the first count.</summary>
    internal async Task Again(Vote vote, string reason, CancellationToken ct)
    {
        vote.Move(VoteAction.Recount);
        var last = await desk.Db.Set<VoteResult>().Where(r => r.VoteId == vote.Id).MaxAsync(r => r.Revision, ct);
        var facts = await desk.Facts(vote, ct);
        Keep(vote, facts, RecountFile.Count(facts), last + 1, reason, desk.Now);
    }

    internal static string FileHash(RecountFacts facts, VoteOutcome outcome) =>
        Convert.ToHexStringLower(SHA256.HashData(RecountFile.Json(facts, outcome)));

    private void Keep(Vote vote, RecountFacts facts, VoteOutcome outcome, int revision, string reason, DateTime now) =>
        desk.Db.Add(
            new VoteResult
            {
                DistrictId = desk.Db.DistrictId,
                VoteId = vote.Id,
                Revision = revision,
                TotalArea = outcome.Total.Area,
                TotalPeople = outcome.Total.People,
                YesArea = outcome.Yes.Area,
                YesPeople = outcome.Yes.People,
                NoArea = outcome.No.Area,
                NoPeople = outcome.No.People,
                AbstainArea = outcome.Abstain.Area,
                AbstainPeople = outcome.Abstain.People,
                HasQuorum = outcome.HasQuorum,
                IsPassed = outcome.IsPassed,
                CountedAt = now,
                Reason = reason,
                FileHash = FileHash(facts, outcome),
            }
        );

    private async Task Replace(Vote vote, Roll roll, Actor actor, CancellationToken ct)
    {
        await desk.Db.Set<VoteUnit>().Where(u => u.VoteId == vote.Id).ExecuteDeleteAsync(ct);
        await desk.Db.Set<VoteOwner>().Where(o => o.VoteId == vote.Id).ExecuteDeleteAsync(ct);
        Append(vote.Id, roll);
        desk.Db.Entry(vote).Property(v => v.Version).IsModified = true; // who saw the roll before saw another vote
        await Save(vote, "vote.roll-taken", $"{roll.Units.Count} {roll.Owners.Count}", actor, ct);
    }

    private async Task<Done> SaveAndForget(Vote vote, string action, string detail, Actor actor, CancellationToken ct)
    {
        Done? done = null;
        await desk.Db.Together(
            async () =>
            {
                done = await Save(vote, action, detail, actor, ct);
                await Forget(vote, ct);
            },
            ct
        );
        return done!;
    }

    /// <summary>Names, phones and witnesses served the vote, and it is over.</summary>
    private async Task Forget(Vote vote, CancellationToken ct)
    {
        await desk
            .Db.Set<VoteOwner>()
            .Where(o => o.VoteId == vote.Id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(o => o.NameSealed, (byte[]?)null)
                        .SetProperty(o => o.PhoneSealed, (byte[]?)null)
                        .SetProperty(o => o.PhoneIndex, (byte[]?)null)
                        .SetProperty(o => o.ToldAt, (DateTime?)null),
                ct
            );
        await desk
            .Db.Set<VoteTurnout>()
            .Where(t => t.VoteId == vote.Id && t.WitnessesSealed != null)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.WitnessesSealed, (byte[]?)null), ct);
    }

    private static void Checked(Command command)
    {
        Input.Check(command);
        if (!Enum.IsDefined(command.Kind))
            throw new InvalidInput(nameof(command.Kind), "input.invalid");
        if (MatterRules.NeedsAmount(command.Kind) && command.AmountFen is null)
            throw new InvalidInput(nameof(command.AmountFen), "input.required");
        foreach (var (at, field) in new[] { (command.OpensAt, nameof(command.OpensAt)), (command.ClosesAt, nameof(command.ClosesAt)) })
            if (at.Year is < 2020 or > 2100)
                throw new InvalidInput(field, "input.required");
        if (command.ClosesAt <= command.OpensAt || command.ClosesAt > command.OpensAt.AddDays(90))
            throw new InvalidInput(nameof(command.ClosesAt), "vote.times");
    }

    private static void Write(Vote vote, Command command)
    {
        vote.Compound = PlainText.CleanLine(command.Compound);
        vote.Title = PlainText.CleanLine(command.Title);
        vote.Words = PlainText.Clean(command.Words);
        (vote.Kind, vote.IsSecret, vote.CountsParking) = (command.Kind, command.IsSecret, command.CountsParking);
        vote.AmountFen = MatterRules.NeedsAmount(command.Kind) ? command.AmountFen : null;
        (vote.OpensAt, vote.ClosesAt) = (command.OpensAt, command.ClosesAt);
    }

    private static string Say(VoteOutcome outcome) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{outcome.Participating.People}/{outcome.Total.People} {(outcome.HasQuorum ? "quorum" : "no quorum")} {(outcome.IsPassed ? "passed" : "not passed")}"
        );

    private async Task<Done> Save(Vote vote, string action, string detail, Actor actor, CancellationToken ct)
    {
        desk.Db.Audit(actor, action, vote.Id, detail, desk.Now);
        await desk.Db.Save(ct);
        return new Done(vote.Id, vote.State, vote.Version);
    }
}
