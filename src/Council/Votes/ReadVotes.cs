using System.Reflection;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Tables;
using Gezhi.Platform.Text;
using Gezhi.Platform.Time;
using Gezhi.Registry.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Gezhi.Council.Votes;

/// <summary>Votes as everybody, an owner and the staff see them. 查看表决</summary>
public sealed class ReadVotes(VoteDesk desk, ResidentPhones phones, RegistryBook registry, WorkCalendar calendar, BlobStore blobs)
{
    private const int MostListed = 100;
    private const int MostFound = 30;

    public sealed record Row(
        Guid Id,
        string Compound,
        string Title,
        MatterKind Kind,
        VoteState State,
        DateTime OpensAt,
        DateTime ClosesAt,
        bool? IsPassed
    );

    /// <param name="Reason">Why it was counted again; empty for the first count.</param>
    /// <param name="TellsTogether">Votes against and abstentions are told as one sum.</param>
    public sealed record Counted(int Revision, VoteOutcome Outcome, bool TellsTogether, DateTime CountedAt, string Reason, string FileHash);

    public sealed record Answered(int No, ObjectionState State, DateTime MadeAt, string Answer, DateTime? AnsweredAt);

    /// <summary>What everybody may read.</summary>
    /// <param name="Total">Of the roll.</param>
    /// <param name="Took">Who took part so far; no word about what was chosen.</param>
    public sealed record View(
        Guid Id,
        string AreaCode,
        string Compound,
        string Title,
        string Words,
        MatterKind Kind,
        bool IsSecret,
        bool CountsParking,
        long? AmountFen,
        DateTime OpensAt,
        DateTime ClosesAt,
        VoteState State,
        DateTime? CalledAt,
        string RollHash,
        VoteWeight Total,
        VoteWeight Took,
        int SecondBallots,
        int RollChanges,
        IReadOnlyList<Counted> Results,
        DateTime? PublishedAt,
        DateTime? ObjectionsUntil,
        bool TakesObjections,
        IReadOnlyList<Answered> Objections,
        DateTime? ConfirmedAt,
        string EndReason,
        long? SpentFen,
        string SpentWords,
        bool IsOpen,
        int Version
    );

    /// <summary>An own line of the roll.</summary>
    public sealed record Mine(
        int OwnerNo,
        IReadOnlyList<string> Doors,
        long Area,
        bool HasVoted,
        BallotChannel? Channel,
        DateTime? VotedAt,
        bool IsWithdrawn
    );

    /// <param name="Named">Open votes, once published: what was chosen at which doors, for owners alone.</param>
    public sealed record MyVote(IReadOnlyList<Mine> Lines, IReadOnlyList<NamedBallot> Named, IReadOnlyList<MyObjection> Objections);

    public sealed record NamedBallot(int OwnerNo, string Doors, BallotChoice Choice);

    public sealed record MyObjection(int No, string Words, ObjectionState State, string Answer);

    public sealed record OwnerLine(
        int No,
        string Name,
        string Phone,
        IReadOnlyList<UnitLine> Units,
        long Area,
        bool IsDeveloper,
        int CoOwners,
        bool IsWithdrawn,
        TurnoutState? Turnout,
        BallotChannel? Channel,
        string ScanHash
    );

    public sealed record UnitLine(int No, string Door, long Area, UnitUse Use);

    public sealed record Waiting(int OwnerNo, string Doors, bool IsRead, bool IsMine, string ScanHash);

    public sealed record StaffObjection(
        int No,
        int OwnerNo,
        string Words,
        DateTime MadeAt,
        ObjectionState State,
        string Answer,
        int Version
    );

    /// <summary>What those who work on it see besides.</summary>
    /// <param name="Told">Owners to whose phone a message went.</param>
    /// <param name="Untold">Owners whom no message reaches: paper goes to them.</param>
    public sealed record Work(
        View View,
        int Units,
        IReadOnlyDictionary<BallotChannel, int> ByChannel,
        IReadOnlyList<Waiting> Papers,
        IReadOnlyList<StaffObjection> Objections,
        bool MayLead,
        bool MayTake,
        bool CountedByMe,
        int Told,
        int Untold
    )
    {
        /// <summary>Whether counting would not be refused: every paper read twice, and the end reached or everybody has voted. 可以计票</summary>
        public bool MayCount { get; init; }
    }

    /// <param name="Choice">Null: not in the count.</param>
    public sealed record Found(bool IsIn, string? Choice);

    public sealed record Receipt([property: Needed, Longest(60)] string No);

    public static void Map(
        IEndpointRouteBuilder open,
        IEndpointRouteBuilder residents,
        IEndpointRouteBuilder staff,
        IEndpointRouteBuilder files,
        IEndpointRouteBuilder pictures
    )
    {
        open.MapGet("", (ReadVotes feature, CancellationToken ct) => feature.All(ct)).WithSummary("业主表决列表 · Owners' votes");
        open.MapGet("/{voteId:guid}", (Guid voteId, ReadVotes feature, CancellationToken ct) => feature.One(voteId, ct))
            .WithSummary("一次业主表决 · One owners' vote");
        open.MapPost(
                "/{voteId:guid}/receipts",
                (Guid voteId, Receipt command, ReadVotes feature, CancellationToken ct) => feature.Find(voteId, command, ct)
            )
            .RequireRateLimiting(Contract.VoteLimit.Name)
            .WithSummary("核对投票回执 · Whether a receipt is in the count");
        residents
            .MapGet(
                "/{voteId:guid}/mine",
                (Guid voteId, ReadVotes feature, Actor actor, CancellationToken ct) => feature.Own(voteId, actor, ct)
            )
            .WithSummary("我的表决 · One's own lines of the roll");
        staff
            .MapGet(
                "/{voteId:guid}/work",
                (Guid voteId, ReadVotes feature, Actor actor, CancellationToken ct) => feature.OfStaff(voteId, actor, ct)
            )
            .WithSummary("表决工作台 · What those who work on a vote see");
        staff
            .MapGet(
                "/{voteId:guid}/owners",
                (Guid voteId, string? q, ReadVotes feature, Actor actor, CancellationToken ct) => feature.Owners(voteId, q, actor, ct)
            )
            .WithSummary("按房号查名册 · Lines of the roll by door");
        files
            .MapGet(
                "/{voteId:guid}/recount.{format}",
                (Guid voteId, string format, ReadVotes feature, CancellationToken ct) => feature.File(voteId, format, ct)
            )
            .ExcludeFromDescription();
        files.MapGet("/recount.py", () => Results.Stream(Script(), "text/x-python; charset=utf-8", "recount.py")).ExcludeFromDescription();
        pictures
            .MapGet(
                "/{voteId:guid}/roll.csv",
                (Guid voteId, ReadVotes feature, Actor actor, CancellationToken ct) => feature.Sheet(voteId, actor, ct)
            )
            .ExcludeFromDescription();
        pictures
            .MapGet(
                "/{voteId:guid}/scans/{hash:length(64)}",
                (Guid voteId, string hash, ReadVotes feature, Actor actor, HttpContext http, CancellationToken ct) =>
                    feature.Scan(voteId, hash, actor, http, ct)
            )
            .ExcludeFromDescription();
    }

    public DateTime Now => desk.Now;

    /// <summary>Local day on which voting can begin at the earliest when the notice goes up today.</summary>
    public DateOnly EarliestDay => calendar.LocalDay(desk.Now).AddDays(desk.NoticeDays);

    public DateTime Local(DateTime utc) => calendar.Local(utc);

    /// <summary>The instant of what a clock on the wall shows here.</summary>
    public DateTime Utc(DateTime local) =>
        TimeZoneInfo.ConvertTimeToUtc(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), calendar.Zone);

    public async Task<IReadOnlyList<Row>> All(CancellationToken ct) =>
        await Rows(
            await desk
                .Db.Set<Vote>()
                .AsNoTracking()
                .Where(v => v.CalledAt != null)
                .OrderByDescending(v => v.Id)
                .Take(MostListed)
                .ToListAsync(ct),
            ct
        );

    /// <summary>Those of one's own areas, drafts too.</summary>
    public async Task<IReadOnlyList<Row>> OfStaff(Actor actor, CancellationToken ct) =>
        await Rows(
            await VoteDesk.Visible(desk.Db.Set<Vote>().AsNoTracking(), actor).OrderByDescending(v => v.Id).Take(MostListed).ToListAsync(ct),
            ct
        );

    public async Task<View> One(Guid voteId, CancellationToken ct) => await ViewOf(await desk.Public(voteId, ct), false, ct);

    public async Task<Work> OfStaff(Guid voteId, Actor actor, CancellationToken ct)
    {
        var vote = await Seen(voteId, actor, ct);
        var turnouts = await desk
            .Db.Set<VoteTurnout>()
            .Where(t => t.VoteId == voteId && t.State == TurnoutState.Counted)
            .GroupBy(t => t.Channel)
            .Select(g => new { Channel = g.Key, Count = g.Count() })
            .ToListAsync(ct);
        var papers = await desk
            .Db.Set<VoteTurnout>()
            .AsNoTracking()
            .Where(t => t.VoteId == voteId && t.State == TurnoutState.Pending)
            .OrderBy(t => t.At)
            .ThenBy(t => t.OwnerNo)
            .Take(MostListed)
            .ToListAsync(ct);
        var told = await desk
            .Db.Set<VoteOwner>()
            .Where(o => o.VoteId == voteId && desk.Db.Set<VoteUnit>().Any(u => u.VoteId == voteId && u.OwnerNo == o.No)) // who sold is none any more
            .GroupBy(o => o.ToldAt != null)
            .Select(g => new { IsTold = g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.IsTold, g => g.Count, ct);
        var doors = await Doors(voteId, [.. papers.Select(p => p.OwnerNo)], ct);
        var view = await ViewOf(vote, true, ct);
        return new Work(
            view,
            await desk.Db.Set<VoteUnit>().CountAsync(u => u.VoteId == voteId, ct),
            turnouts.ToDictionary(t => t.Channel, t => t.Count),
            [
                .. papers.Select(p => new Waiting(
                    p.OwnerNo,
                    string.Join('、', doors[p.OwnerNo].Select(d => d.Door)),
                    p.FirstReading is not null,
                    p.EnteredBy == actor.AccountId,
                    p.ScanHash
                )),
            ],
            [
                .. (
                    await desk.Db.Set<VoteObjection>().AsNoTracking().Where(o => o.VoteId == voteId).OrderBy(o => o.No).ToListAsync(ct)
                ).Select(o => new StaffObjection(o.No, o.OwnerNo, o.Words, o.MadeAt, o.State, o.Answer, o.Version)),
            ],
            VoteDesk.Reaches(actor, Permission.LeadCouncil, vote.AreaCode),
            VoteDesk.Reaches(actor, Permission.TakeBallots, vote.AreaCode),
            vote.CountedBy == actor.AccountId,
            told.GetValueOrDefault(true),
            told.GetValueOrDefault(false)
        )
        {
            MayCount =
                view.State == VoteState.Called && papers.Count == 0 && (desk.Now >= view.ClosesAt || view.Took.People >= view.Total.People),
        };
    }

    /// <summary>Lines of the roll whose door holds the text, names and phones masked; at most 30.</summary>
    public async Task<IReadOnlyList<OwnerLine>> Owners(Guid voteId, string? typed, Actor actor, CancellationToken ct)
    {
        var vote = await Seen(voteId, actor, ct);
        var door = PlainText.CleanLine(PlainText.Normalise(typed));
        if (door.Length is 0 or > 40)
            return [];
        var numbers = await desk
            .Db.Set<VoteUnit>()
            .Where(u => u.VoteId == voteId && u.Door.Contains(door))
            .Select(u => u.OwnerNo)
            .Distinct()
            .OrderBy(n => n)
            .Take(MostFound)
            .ToListAsync(ct);
        if (
            int.TryParse(door, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var no)
            && !numbers.Contains(no)
        )
            numbers.Add(no);
        var owners = await desk
            .Db.Set<VoteOwner>()
            .AsNoTracking()
            .Where(o => o.VoteId == voteId && numbers.Contains(o.No))
            .OrderBy(o => o.No)
            .ToListAsync(ct);
        var turnouts = await desk
            .Db.Set<VoteTurnout>()
            .AsNoTracking()
            .Where(t => t.VoteId == voteId && numbers.Contains(t.OwnerNo))
            .ToDictionaryAsync(t => t.OwnerNo, ct);
        var doors = await Doors(voteId, numbers, ct);
        return
        [
            .. owners.Select(o => new OwnerLine(
                o.No,
                Mask.Name(desk.Open(VoteOwner.NameField, o.NameSealed)),
                Mask.Phone(desk.Open(VoteOwner.PhoneField, o.PhoneSealed)),
                [.. doors[o.No]],
                doors[o.No].Where(d => vote.CountsParking || d.Use != UnitUse.Parking).Sum(d => d.Area),
                o.IsDeveloper,
                o.CoOwners,
                o.IsVoterWithdrawn,
                turnouts.GetValueOrDefault(o.No)?.State,
                turnouts.GetValueOrDefault(o.No)?.Channel,
                turnouts.GetValueOrDefault(o.No)?.ScanHash ?? ""
            )),
        ];
    }

    /// <summary>All lines for printing ballots: number, doors, area; no name.</summary>
    /// <param name="isUntold">Only those whom no message reached.</param>
    public async Task<(View View, IReadOnlyList<Mine> Lines)> Papers(
        Guid voteId,
        string? door,
        bool isUntold,
        Actor actor,
        CancellationToken ct
    )
    {
        var vote = await Seen(voteId, actor, ct);
        var part = PlainText.CleanLine(PlainText.Normalise(door));
        var units = await desk
            .Db.Set<VoteUnit>()
            .AsNoTracking()
            .Where(u => u.VoteId == voteId && (vote.CountsParking || u.Use != UnitUse.Parking))
            .OrderBy(u => u.No)
            .Select(u => new
            {
                u.OwnerNo,
                u.Door,
                u.Area,
            })
            .ToListAsync(ct);
        var voted = await desk.Db.Set<VoteTurnout>().Where(t => t.VoteId == voteId).Select(t => t.OwnerNo).ToListAsync(ct);
        if (isUntold)
            voted.AddRange(
                await desk.Db.Set<VoteOwner>().Where(o => o.VoteId == voteId && o.ToldAt != null).Select(o => o.No).ToListAsync(ct)
            );
        var leftOut = voted.ToHashSet();
        var lines = units
            .GroupBy(u => u.OwnerNo)
            .Where(g => !leftOut.Contains(g.Key) && (part.Length == 0 || g.Any(u => u.Door.Contains(part, StringComparison.Ordinal))))
            .Select(g => new Mine(g.Key, [.. g.Select(u => u.Door)], g.Sum(u => u.Area), false, null, null, false))
            .Take(500)
            .ToList();
        return (await ViewOf(vote, true, ct), lines);
    }

    public async Task<MyVote> Own(Guid voteId, Actor actor, CancellationToken ct)
    {
        var vote = await desk.Public(voteId, ct);
        if (await phones.Of(actor, ct) is not { } phone)
            return new MyVote([], [], []);
        var indexes = desk.IndexesOf(phone);
        var owners = await desk
            .Db.Set<VoteOwner>()
            .AsNoTracking()
            .Where(o => o.VoteId == voteId && indexes.Contains(o.PhoneIndex!))
            .OrderBy(o => o.No)
            .ToListAsync(ct);
        List<int> numbers = [.. owners.Select(o => o.No)];
        var doors = await Doors(voteId, numbers, ct);
        var turnouts = await desk
            .Db.Set<VoteTurnout>()
            .AsNoTracking()
            .Where(t => t.VoteId == voteId && numbers.Contains(t.OwnerNo))
            .ToDictionaryAsync(t => t.OwnerNo, ct);
        var objections = await desk
            .Db.Set<VoteObjection>()
            .AsNoTracking()
            .Where(o => o.VoteId == voteId && numbers.Contains(o.OwnerNo))
            .OrderBy(o => o.No)
            .Select(o => new MyObjection(o.No, o.Words, o.State, o.Answer))
            .ToListAsync(ct);
        return new MyVote(
            [
                .. owners.Select(o => new Mine(
                    o.No,
                    [.. doors[o.No].Select(d => d.Door)],
                    doors[o.No].Where(d => vote.CountsParking || d.Use != UnitUse.Parking).Sum(d => d.Area),
                    turnouts.ContainsKey(o.No),
                    turnouts.GetValueOrDefault(o.No)?.Channel,
                    turnouts.GetValueOrDefault(o.No)?.At,
                    o.IsVoterWithdrawn
                )),
            ],
            owners.Count > 0 && !vote.IsSecret && vote.PublishedAt is not null ? await Named(voteId, ct) : [],
            objections
        );
    }

    public async Task<Found> Find(Guid voteId, Receipt command, CancellationToken ct)
    {
        Input.Check(command);
        var vote = await desk.Public(voteId, ct);
        if (!ReceiptNo.TryParse(command.No, out var receipt))
            throw new InvalidInput(nameof(command.No), "vote.receipt");
        var mark = RecountFile.Fingerprint(voteId, receipt.Value);
        var ballot = await desk
            .Db.Set<VoteBallot>()
            .AsNoTracking()
            .FirstOrDefaultAsync(b => b.VoteId == voteId && b.Fingerprint == mark, ct);
        // before publication only that it is there: nobody shall be able to prove a choice while others still vote
        if (ballot is null || ballot.IsStruck)
            return new Found(false, null);
        if (vote.PublishedAt is null)
            return new Found(true, null);
        var last = await desk
            .Db.Set<VoteResult>()
            .AsNoTracking()
            .Where(r => r.VoteId == voteId)
            .OrderByDescending(r => r.Revision)
            .FirstAsync(ct);
        var together = ballot.Choice != BallotChoice.Yes && RecountFile.TellsTogether(vote.IsSecret, last.Outcome());
        return new Found(true, together ? "NotYes" : $"{ballot.Choice}");
    }

    /// <summary>json or csv; only once the result is public.</summary>
    public async Task<IResult> File(Guid voteId, string format, CancellationToken ct)
    {
        var vote = await desk.Public(voteId, ct);
        if (vote.PublishedAt is null || format is not ("json" or "csv"))
            throw new NotFound("recount");
        var facts = await desk.Facts(vote, ct);
        var outcome = RecountFile.Count(facts);
        return format == "json"
            ? Results.File(RecountFile.Json(facts, outcome), "application/json", $"recount-{voteId:N}.json")
            : Results.File(RecountFile.Csv(facts, outcome), "text/csv", $"recount-{voteId:N}.csv");
    }

    /// <summary>The sheet to fill in: doors of the compound from the registry, in the columns of the import.</summary>
    private async Task<IResult> Sheet(Guid voteId, Actor actor, CancellationToken ct)
    {
        var vote = await desk.Find(voteId, null, Permission.LeadCouncil, actor, ct);
        var doors = await registry.Doors(vote.AreaCode, vote.Compound, RollSheet.MostUnits, ct);
        return Results.File(
            SheetWriter.WriteCsv(RollSheet.Columns, doors.Select(d => (IEnumerable<string?>)[d, "", "住宅", "", "", "", "", ""])),
            "text/csv",
            "roll.csv"
        );
    }

    private async Task<IResult> Scan(Guid voteId, string hash, Actor actor, HttpContext http, CancellationToken ct)
    {
        await desk.Find(voteId, null, Permission.TakeBallots, actor, ct);
        if (!await desk.Db.Set<VoteTurnout>().AnyAsync(t => t.VoteId == voteId && t.ScanHash == hash, ct))
            throw new NotFound("scan");
        if (
            await desk.Db.Set<StoredFile>().AsNoTracking().FirstOrDefaultAsync(f => f.Hash == hash, ct)
            is not { Preview: PreviewState.Ready } file
        )
            throw new NotFound("preview");
        http.Response.Headers.CacheControl = "private, max-age=300";
        http.Response.Headers.ContentDisposition = "inline";
        return Results.File(
            blobs.Place(file.DistrictId, file.Folder, $"{file.Hash}.screen.webp"),
            "image/webp",
            entityTag: new EntityTagHeaderValue($"\"{file.Hash}\"")
        );
    }

    private static Stream Script() => Assembly.GetExecutingAssembly().GetManifestResourceStream("Gezhi.Council.Votes.recount.py")!;

    private async Task<Vote> Seen(Guid voteId, Actor actor, CancellationToken ct)
    {
        var vote = await desk.Db.Set<Vote>().AsNoTracking().FirstOrDefaultAsync(v => v.Id == voteId, ct);
        return vote is not null && VoteDesk.Sees(actor, vote.AreaCode) ? vote : throw new NotFound("vote");
    }

    private async Task<ILookup<int, UnitLine>> Doors(Guid voteId, IReadOnlyList<int> owners, CancellationToken ct) =>
        (
            await desk
                .Db.Set<VoteUnit>()
                .AsNoTracking()
                .Where(u => u.VoteId == voteId && owners.Contains(u.OwnerNo))
                .OrderBy(u => u.No)
                .ToListAsync(ct)
        ).ToLookup(u => u.OwnerNo, u => new UnitLine(u.No, u.Door, u.Area, u.Use));

    private async Task<IReadOnlyList<NamedBallot>> Named(Guid voteId, CancellationToken ct)
    {
        var ballots = await desk
            .Db.Set<VoteBallot>()
            .AsNoTracking()
            .Where(b => b.VoteId == voteId && b.OwnerNo != null && !b.IsStruck)
            .OrderBy(b => b.OwnerNo)
            .Select(b => new { No = b.OwnerNo!.Value, b.Choice })
            .ToListAsync(ct);
        var doors = (
            await desk
                .Db.Set<VoteUnit>()
                .AsNoTracking()
                .Where(u => u.VoteId == voteId)
                .OrderBy(u => u.No)
                .Select(u => new { u.OwnerNo, u.Door })
                .ToListAsync(ct)
        ).ToLookup(u => u.OwnerNo, u => u.Door);
        return [.. ballots.Select(b => new NamedBallot(b.No, string.Join('、', doors[b.No]), b.Choice))];
    }

    private async Task<IReadOnlyList<Row>> Rows(IReadOnlyList<Vote> votes, CancellationToken ct)
    {
        List<Guid> published = [.. votes.Where(v => v.PublishedAt != null).Select(v => v.Id)];
        var passed = (await desk.Db.Set<VoteResult>().AsNoTracking().Where(r => published.Contains(r.VoteId)).ToListAsync(ct))
            .GroupBy(r => r.VoteId)
            .ToDictionary(g => g.Key, g => g.MaxBy(r => r.Revision)!.IsPassed);
        return
        [
            .. votes.Select(v => new Row(
                v.Id,
                v.Compound,
                v.Title,
                v.Kind,
                v.State,
                v.OpensAt,
                v.ClosesAt,
                passed.TryGetValue(v.Id, out var isPassed) ? isPassed : null
            )),
        ];
    }

    /// <summary>Of a secret vote few votes against or abstentions are told as one sum, also to staff.</summary>
    private static Counted Told(Vote vote, VoteResult result)
    {
        var outcome = result.Outcome();
        var together = RecountFile.TellsTogether(vote.IsSecret, outcome);
        return new Counted(
            result.Revision,
            together ? outcome with { No = outcome.No + outcome.Abstain, Abstain = default } : outcome,
            together,
            result.CountedAt,
            result.Reason,
            result.FileHash
        );
    }

    private async Task<View> ViewOf(Vote vote, bool isStaff, CancellationToken ct)
    {
        var db = desk.Db;
        var counted = db.Set<VoteUnit>().Where(u => u.VoteId == vote.Id && (vote.CountsParking || u.Use != UnitUse.Parking));
        var total = new VoteWeight(await counted.SumAsync(u => u.Area, ct), await counted.Select(u => u.OwnerNo).Distinct().CountAsync(ct));
        var taking = db.Set<VoteTurnout>().Where(t => t.VoteId == vote.Id && t.State == TurnoutState.Counted);
        var took = new VoteWeight(await taking.SumAsync(t => t.Area, ct), await taking.CountAsync(ct));
        var results =
            vote.PublishedAt is not null || isStaff
                ? await db.Set<VoteResult>()
                    .AsNoTracking()
                    .Where(r => r.VoteId == vote.Id)
                    .OrderByDescending(r => r.Revision)
                    .ToListAsync(ct)
                : [];
        var objections = await db.Set<VoteObjection>()
            .AsNoTracking()
            .Where(o => o.VoteId == vote.Id)
            .OrderBy(o => o.No)
            .Select(o => new Answered(o.No, o.State, o.MadeAt, o.Answer, o.AnsweredAt))
            .ToListAsync(ct);
        return new View(
            vote.Id,
            vote.AreaCode,
            vote.Compound,
            vote.Title,
            vote.Words,
            vote.Kind,
            vote.IsSecret,
            vote.CountsParking,
            vote.AmountFen,
            vote.OpensAt,
            vote.ClosesAt,
            vote.State,
            vote.CalledAt,
            vote.RollHash,
            total,
            took,
            await db.Set<SecondBallot>().CountAsync(s => s.VoteId == vote.Id, ct),
            await db.Set<RollChange>().CountAsync(c => c.VoteId == vote.Id, ct),
            [.. results.Select(r => Told(vote, r))],
            vote.PublishedAt,
            vote.ObjectionsUntil,
            vote.TakesObjections(desk.Now),
            objections,
            vote.ConfirmedAt,
            vote.EndReason,
            vote.SpentFen,
            vote.SpentWords,
            vote.IsOpen(desk.Now),
            vote.Version
        );
    }
}
