using Gezhi.Cases.Resident;
using Gezhi.Identity.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Consents;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Cases.Privacy;

/// <summary>What a resident agreed to: the words as they were, when, by which way; taken back in one step, given again in one step. 我同意过的</summary>
public sealed class MyConsents(GezhiDb db, ConsentBook book, ResidentPhones phones, WorkCalendar calendar)
{
    /// <param name="Id">Of the record; for what stands without a row of its own, of the person or household it is about.</param>
    /// <param name="Version">The one the person saw; 0: without a row of its own.</param>
    /// <param name="GivenAt">UTC.</param>
    /// <param name="Post">Title of the post that wrote it down; null: the resident.</param>
    /// <param name="WithdrawnAt">UTC; null while it stands.</param>
    /// <param name="MustAskAgain">The words have changed since: it counts no more where a new consent is needed.</param>
    /// <param name="MayAgree">It can be given again here.</param>
    public sealed record Row(
        Guid Id,
        int Version,
        string Purpose,
        ConsentWording Text,
        DateTime GivenAt,
        ConsentChannel Channel,
        ConsentGiver GivenBy,
        GuardianRelation? Relation,
        string? Post,
        DateTime? WithdrawnAt,
        int? Stopped,
        bool MustAskAgain,
        bool MayAgree
    );

    /// <param name="Version">The one the person saw.</param>
    public sealed record Withdrawal(int Version);

    /// <param name="AgreedTo">Number of the text they were shown.</param>
    public sealed record Agreement(int AgreedTo);

    public static void Map(IEndpointRouteBuilder api)
    {
        var mine = api.MapGroup("/my/consents").RequireResident();
        mine.MapGet(
                "",
                (MyConsents feature, Actor actor, HttpContext http, CancellationToken ct) =>
                {
                    http.NotForOthers();
                    return feature.Run(actor, ct);
                }
            )
            .WithSummary("我同意过的 · What I agreed to");
        mine.MapPost(
                "/{id:guid}/withdrawal",
                async (Guid id, Withdrawal command, MyConsents feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(new Withdrawn(await feature.Withdraw(id, command, actor, ct)))
            )
            .WithSummary("撤回同意 · Take a consent back");
        mine.MapPost(
                "/{id:guid}/agreement",
                async (Guid id, Agreement command, MyConsents feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(new WrittenId(await feature.Agree(id, command, actor, ct)))
            )
            .WithSummary("再次同意 · Agree again");
    }

    /// <summary>Standing ones first, then the history; each the newest first.</summary>
    /// <exception cref="NotFound">Nobody who signed in by phone.</exception>
    public async Task<List<Row>> Run(Actor actor, CancellationToken ct)
    {
        var phone = await Phone(actor, ct);
        var written = await book.Of(phone, ct);
        var rows = new List<Row>();
        foreach (var c in written)
        {
            var isLast = written.Find(w => (w.Purpose, w.SubjectId) == (c.Purpose, c.SubjectId)) == c;
            var isOld = c.Stands && isLast && await book.Texts.IsOutdated(c.Purpose, c.TextNumber, ct);
            var mayAgree = isLast && (isOld || !c.Stands) && !c.IsChild && c.Purpose != ConsentPurposes.Account;
            var text = await book.Texts.Of(c.Purpose, c.TextNumber, ct);
            rows.Add(
                new Row(
                    c.Id,
                    c.Version,
                    c.Purpose,
                    text,
                    c.GivenAt,
                    c.Channel,
                    c.GivenBy,
                    c.Relation,
                    c.RecordedPost,
                    c.WithdrawnAt,
                    c.Stopped,
                    isOld,
                    mayAgree
                )
            );
        }
        foreach (var u in await book.Unwritten(phone, written, ct))
            rows.Add(
                new Row(
                    u.Subject.Id!.Value,
                    0,
                    u.Purpose,
                    await book.Texts.Of(u.Purpose, ConsentTexts.First, ct),
                    calendar.LocalMidnightUtc(u.GivenOn),
                    ConsentChannel.List,
                    ConsentGiver.Self,
                    null,
                    null,
                    null,
                    null,
                    false,
                    false
                )
            );
        return [.. rows.OrderBy(r => r.WithdrawnAt is not null).ThenByDescending(r => r.GivenAt).ThenByDescending(r => r.Id)];
    }

    /// <returns>How many things stopped.</returns>
    /// <exception cref="NotFound">Not there, or somebody else's.</exception>
    /// <exception cref="RuleViolation"><c>consent.withdrawn</c>.</exception>
    public async Task<int> Withdraw(Guid id, Withdrawal command, Actor actor, CancellationToken ct)
    {
        var phone = await Phone(actor, ct);
        var written = await book.Of(phone, ct);
        var record = written.Find(c => c.Id == id);
        if (record is null)
        {
            var one = (await book.Unwritten(phone, written, ct)).Find(u => u.Subject.Id == id) ?? throw new NotFound("consent");
            record = book.Write(one, calendar.LocalMidnightUtc(one.GivenOn));
        }
        else if (record.Version != command.Version)
            throw new StaleVersion(record.Version);
        var stopped = await book.Withdraw(record, ConsentChannel.Page, phone, null, actor, ct);
        await db.Save(ct);
        return stopped;
    }

    /// <returns>The new record.</returns>
    /// <exception cref="NotFound">Not there, or somebody else's.</exception>
    /// <exception cref="RuleViolation"><c>consent.newer</c>: the words have changed meanwhile; <c>consent.guardian-needed</c>; <c>consent.sign-in</c>.</exception>
    public async Task<Guid> Agree(Guid id, Agreement command, Actor actor, CancellationToken ct)
    {
        var phone = await Phone(actor, ct);
        var old = (await book.Of(phone, ct)).Find(c => c.Id == id) ?? throw new NotFound("consent");
        if (old.Purpose == ConsentPurposes.Account)
            throw new RuleViolation("consent.sign-in");
        if ((await book.Texts.Current(old.Purpose, ct)).Number != command.AgreedTo)
            throw new RuleViolation("consent.newer");
        var subject = new ConsentSubject(old.SubjectKind, old.SubjectId, phone);
        var record = await book.Give(old.Purpose, subject, new ConsentSaid(ConsentChannel.Page), old.IsChild, old.AreaCode, actor, ct);
        await book.Resume(old.Purpose, subject, ct);
        await db.Save(ct);
        return record.Id;
    }

    /// <summary>The words that count today, for who agrees again.</summary>
    public Task<ConsentWording> Current(string purpose, CancellationToken ct) => book.Texts.Current(purpose, ct);

    private async Task<string> Phone(Actor actor, CancellationToken ct) => await phones.Of(actor, ct) ?? throw new NotFound("resident");
}
