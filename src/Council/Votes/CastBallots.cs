using Gezhi.Identity.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Council.Votes;

/// <summary>Takes ballots by phone, on paper and from the carried box into one tally. 投票</summary>
/// <remarks>The rule for two ballots of one owner: the one registered first stands, whichever way it came; the other is kept as a second ballot and not counted.</remarks>
public sealed class CastBallots(VoteDesk desk, ResidentPhones phones, FileIntake files)
{
    /// <summary>Longest scan, bytes.</summary>
    public const int LongestScan = FileIntake.LongestPhoto;

    public sealed record PhoneBallot([property: Between(1, 1_000_000)] int OwnerNo, BallotChoice Choice);

    /// <param name="ScanHash">Of a scan sent before; needed for the first reading, not for the second.</param>
    public sealed record PaperBallot(
        [property: Between(1, 1_000_000)] int OwnerNo,
        BallotChoice Choice,
        [property: Longest(64)] string? ScanHash = null
    );

    /// <param name="BoxNo">Number on the box.</param>
    /// <param name="Witness1">Who went along; not the one who enters.</param>
    /// <param name="Witness2">Another one.</param>
    public sealed record HomeBallot(
        [property: Between(1, 1_000_000)] int OwnerNo,
        BallotChoice Choice,
        [property: Needed, Longest(20)] string BoxNo,
        [property: Needed, Longest(20)] string Witness1,
        [property: Needed, Longest(20)] string Witness2
    );

    /// <summary>What came of it.</summary>
    /// <param name="Receipt">For the voter alone, told once; null while a paper waits for its second reading.</param>
    public sealed record Cast(int OwnerNo, TurnoutState State, string? Receipt);

    public sealed record Scan(string Hash);

    public static void Map(IEndpointRouteBuilder residents, IEndpointRouteBuilder staff)
    {
        residents
            .MapPost(
                "/{voteId:guid}/ballots",
                (Guid voteId, PhoneBallot command, CastBallots feature, Actor actor, CancellationToken ct) =>
                    feature.ByPhone(voteId, command, actor, ct)
            )
            .WithSummary("手机投票 · An owner votes by phone");
        staff
            .MapPost(
                "/{voteId:guid}/scans",
                async (Guid voteId, HttpRequest request, CastBallots feature, Actor actor, CancellationToken ct) =>
                {
                    using var bytes = new MemoryStream();
                    var part = new byte[64 * 1024];
                    for (int read; (read = await request.Body.ReadAsync(part, ct)) > 0 && bytes.Length <= LongestScan; )
                        bytes.Write(part, 0, read);
                    return await feature.KeepScan(voteId, new IncomingFile("scan", bytes.ToArray()), actor, ct);
                }
            )
            .WithSummary("上传纸质票扫描件（正文就是图片） · Keep the scan of papers; the body is the picture");
        staff
            .MapPost(
                "/{voteId:guid}/papers",
                (Guid voteId, PaperBallot command, CastBallots feature, Actor actor, CancellationToken ct) =>
                    feature.OnPaper(voteId, command, actor, ct)
            )
            .WithSummary("录入纸质票，两人各录一次 · Enter a paper ballot; two people, once each");
        staff
            .MapPost(
                "/{voteId:guid}/home-ballots",
                (Guid voteId, HomeBallot command, CastBallots feature, Actor actor, CancellationToken ct) =>
                    feature.AtHome(voteId, command, actor, ct)
            )
            .WithSummary("登记上门票箱的票 · Enter a ballot of the carried box, with two witnesses");
    }

    /// <summary>By the phone on the roll, which its owner proved by a code.</summary>
    /// <exception cref="NotFound">The phone is on no line of this roll.</exception>
    /// <exception cref="RuleViolation"><c>vote.not-open</c>, <c>vote.ended</c>, <c>vote.already</c>, <c>vote.voter-withdrawn</c>, <c>vote.no-weight</c>.</exception>
    public async Task<Cast> ByPhone(Guid voteId, PhoneBallot command, Actor actor, CancellationToken ct)
    {
        Check(command, command.Choice);
        var vote = await desk.Public(voteId, ct);
        var phone = await phones.Of(actor, ct) ?? throw new NotFound("voter");
        var indexes = desk.IndexesOf(phone);
        var owner =
            await desk
                .Db.Set<VoteOwner>()
                .FirstOrDefaultAsync(o => o.VoteId == voteId && o.No == command.OwnerNo && indexes.Contains(o.PhoneIndex!), ct)
            ?? throw new NotFound("voter");
        var turnout = await Begin(vote, owner, BallotChannel.Phone, ct);
        turnout.State = TurnoutState.Counted;
        desk.Db.Add(turnout);
        return await Count(vote, turnout, command.Choice, ct);
    }

    /// <summary>Keeps a picture; the same one is kept once.</summary>
    public async Task<Scan> KeepScan(Guid voteId, IncomingFile file, Actor actor, CancellationToken ct)
    {
        await desk.Find(voteId, null, Permission.TakeBallots, actor, ct);
        var hash = (await files.Keep(desk.Db, file, desk.Now, ct)).Hash;
        try
        {
            await desk.Db.Save(ct);
        }
        catch (DuplicateKey)
        {
            desk.Db.Forget(); // two sent the same sheet at once
        }
        return new Scan(hash);
    }

    /// <summary>The first reading waits for another person's second one; only two that agree are counted.</summary>
    /// <exception cref="RuleViolation"><c>vote.second-person</c>, <c>vote.readings-differ</c>, and those of <see cref="ByPhone"/>.</exception>
    public async Task<Cast> OnPaper(Guid voteId, PaperBallot command, Actor actor, CancellationToken ct)
    {
        Check(command, command.Choice);
        var vote = await desk.Find(voteId, null, Permission.TakeBallots, actor, ct);
        var known = await desk.Db.Set<VoteTurnout>().FirstOrDefaultAsync(t => t.VoteId == voteId && t.OwnerNo == command.OwnerNo, ct);
        if (known is { State: TurnoutState.Pending })
            return await Reread(vote, known, command.Choice, actor, ct);
        var owner = await Owner(voteId, command.OwnerNo, ct);
        var turnout = await Begin(vote, owner, BallotChannel.Paper, ct, command.ScanHash);
        var hash = command.ScanHash ?? "";
        if (hash.Length == 0 || !await desk.Db.Set<StoredFile>().AnyAsync(f => f.Hash == hash, ct))
            throw new InvalidInput(nameof(command.ScanHash), "vote.scan-needed");
        (turnout.EnteredBy, turnout.FirstReading) = (actor.AccountId, command.Choice);
        desk.Db.Add(turnout);
        await Save(ct);
        return new Cast(command.OwnerNo, turnout.State, null);
    }

    /// <exception cref="RuleViolation"><c>vote.witnesses</c>, and those of <see cref="ByPhone"/>.</exception>
    public async Task<Cast> AtHome(Guid voteId, HomeBallot command, Actor actor, CancellationToken ct)
    {
        Check(command, command.Choice);
        var vote = await desk.Find(voteId, null, Permission.TakeBallots, actor, ct);
        var (one, other) = (PlainText.CleanLine(command.Witness1), PlainText.CleanLine(command.Witness2));
        if (one.Length == 0 || other.Length == 0 || one == other || one == actor.Name || other == actor.Name)
            throw new RuleViolation("vote.witnesses");
        var owner = await Owner(voteId, command.OwnerNo, ct);
        var turnout = await Begin(vote, owner, BallotChannel.Home, ct, null, PlainText.CleanLine(command.BoxNo));
        (turnout.State, turnout.EnteredBy) = (TurnoutState.Counted, actor.AccountId);
        turnout.WitnessesSealed = desk.Seal(VoteTurnout.WitnessField, $"{one}；{other}");
        desk.Db.Add(turnout);
        return await Count(vote, turnout, command.Choice, ct);
    }

    private async Task<Cast> Reread(Vote vote, VoteTurnout known, BallotChoice choice, Actor actor, CancellationToken ct)
    {
        if (vote.State != VoteState.Called)
            throw new RuleViolation("vote.ended");
        if (known.FirstReading is not { } first)
        {
            (known.EnteredBy, known.FirstReading) = (actor.AccountId, choice); // after two that differed: both read again
            await Save(ct);
            return new Cast(known.OwnerNo, known.State, null);
        }
        if (known.EnteredBy == actor.AccountId)
            throw new RuleViolation("vote.second-person");
        if (first != choice)
        {
            (known.EnteredBy, known.FirstReading) = (null, null);
            await Save(ct);
            throw new RuleViolation("vote.readings-differ");
        }
        (known.State, known.CheckedBy, known.FirstReading) = (TurnoutState.Counted, actor.AccountId, null);
        return await Count(vote, known, choice, ct);
    }

    /// <summary>Everything that may forbid a ballot, in the order in which it is told.</summary>
    private async Task<VoteTurnout> Begin(
        Vote vote,
        VoteOwner owner,
        BallotChannel channel,
        CancellationToken ct,
        string? scanHash = null,
        string boxNo = ""
    )
    {
        var now = desk.Now;
        if (vote.State != VoteState.Called || now >= vote.ClosesAt)
            throw new RuleViolation("vote.ended");
        if (now < vote.OpensAt)
            throw new RuleViolation("vote.not-open");
        var known = await desk
            .Db.Set<VoteTurnout>()
            .AsNoTracking()
            .FirstOrDefaultAsync(t => t.VoteId == vote.Id && t.OwnerNo == owner.No, ct);
        if (known is not null)
        {
            if (known.Channel != channel)
                await Second(vote, owner.No, channel, now, ct);
            throw new RuleViolation("vote.already");
        }
        if (owner.IsVoterWithdrawn)
            throw new RuleViolation("vote.voter-withdrawn");
        desk.Touch(owner);
        var area = await desk.AreaOf(vote, owner.No, ct);
        if (area == 0)
            throw new RuleViolation("vote.no-weight");
        return new VoteTurnout
        {
            DistrictId = desk.Db.DistrictId,
            VoteId = vote.Id,
            OwnerNo = owner.No,
            Channel = channel,
            At = now,
            Area = area,
            ScanHash = scanHash ?? "",
            BoxNo = boxNo,
        };
    }

    private async Task Second(Vote vote, int ownerNo, BallotChannel channel, DateTime now, CancellationToken ct)
    {
        desk.Db.Append(
            new SecondBallot
            {
                DistrictId = desk.Db.DistrictId,
                VoteId = vote.Id,
                Id = Ids.New(now),
                OwnerNo = ownerNo,
                Channel = channel,
                At = now,
            }
        );
        await desk.Db.Save(ct);
    }

    /// <summary>Puts the ballot into the box, in the same transaction as the line that says who took part.</summary>
    private async Task<Cast> Count(Vote vote, VoteTurnout turnout, BallotChoice choice, CancellationToken ct)
    {
        var receipt = ReceiptNo.New();
        desk.Db.Add(
            new VoteBallot
            {
                DistrictId = desk.Db.DistrictId,
                VoteId = vote.Id,
                Fingerprint = RecountFile.Fingerprint(vote.Id, receipt.Value),
                Choice = choice,
                Area = turnout.Area,
                OwnerNo = vote.IsSecret ? null : turnout.OwnerNo,
            }
        );
        await Save(ct);
        return new Cast(turnout.OwnerNo, turnout.State, receipt.Display);
    }

    private async Task<VoteOwner> Owner(Guid voteId, int ownerNo, CancellationToken ct) =>
        await desk.Db.Set<VoteOwner>().FirstOrDefaultAsync(o => o.VoteId == voteId && o.No == ownerNo, ct)
        ?? throw new InvalidInput(nameof(PaperBallot.OwnerNo), "vote.owner");

    /// <exception cref="RuleViolation"><c>vote.already</c>: two came at once, and the other was first.</exception>
    private async Task Save(CancellationToken ct)
    {
        try
        {
            await desk.Db.Save(ct);
        }
        catch (DuplicateKey)
        {
            desk.Db.Forget();
            throw new RuleViolation("vote.already");
        }
    }

    private static void Check(object command, BallotChoice choice)
    {
        Input.Check(command);
        if (!Enum.IsDefined(choice))
            throw new InvalidInput("Choice", "input.invalid");
    }
}
