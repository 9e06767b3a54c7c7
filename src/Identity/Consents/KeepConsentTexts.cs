using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Consents;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Consents;

/// <summary>The security administrator drafts a new version of a consent text, publishes it, or throws the draft away. 维护同意文本</summary>
internal sealed class KeepConsentTexts(GezhiDb db, ConsentTexts texts, LocalDay day, TimeProvider clock)
{
    /// <summary>How far ahead a version may be published, days.</summary>
    public const int MostDaysAhead = 366;

    /// <param name="AsksAgain">Who agreed to an older version is asked again: it says more, or other things.</param>
    /// <param name="Version">Of the draft the person saw; null for a new one.</param>
    public sealed record Command(
        [property: Needed, Longest(ConsentText.LongestLine)] string TitleZh,
        [property: Needed, Longest(ConsentText.LongestLine)] string TitleEn,
        [property: Needed, Longest(ConsentText.LongestWords)] string WordsZh,
        [property: Needed, Longest(ConsentText.LongestWords)] string WordsEn,
        [property: Needed, Longest(ConsentText.LongestLine)] string FieldsZh,
        [property: Needed, Longest(ConsentText.LongestLine)] string FieldsEn,
        [property: Needed, Longest(ConsentText.LongestLine)] string KeepZh,
        [property: Needed, Longest(ConsentText.LongestLine)] string KeepEn,
        [property: Needed, Longest(ConsentText.LongestWords)] string EffectZh,
        [property: Needed, Longest(ConsentText.LongestWords)] string EffectEn,
        bool AsksAgain = true,
        int? Version = null
    );

    /// <param name="ValidFrom">Local day; null: today.</param>
    /// <param name="Version">Of the draft the person saw.</param>
    public sealed record Publication(DateOnly? ValidFrom, int Version);

    /// <param name="Version">Of the draft the person saw.</param>
    public sealed record Dropping(int Version);

    /// <param name="Number">Which version it will be.</param>
    public sealed record Draft(int Number, ConsentParts Parts, bool AsksAgain, DateTime DraftedAt, int Version);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("/api/consent-texts").WithTags("Consents 同意");
        open.MapGet("", (KeepConsentTexts feature, CancellationToken ct) => feature.InForce(ct))
            .AllowAnonymous()
            .WithSummary("同意文本 · What people are asked to agree to today");
        var keep = routes.MapGroup("/api/consent-texts").WithTags("Consents 同意").RequirePermission(Permission.ManagePosts);
        keep.MapGet(
                "/{purpose}/draft",
                async (string purpose, KeepConsentTexts feature, CancellationToken ct) =>
                    await feature.Drafted(purpose, ct) is { } draft ? Results.Ok(draft) : throw new NotFound("draft")
            )
            .WithSummary("同意文本草稿 · The draft of a text");
        keep.MapPut(
                "/{purpose}/draft",
                async (string purpose, Command command, KeepConsentTexts feature, Actor actor, CancellationToken ct) =>
                    Results.Ok(new { Version = await feature.Save(purpose, command, actor, ct) })
            )
            .WithSummary("保存同意文本草稿 · Save the draft of a text");
        keep.MapPost(
                "/{purpose}/draft/publication",
                async (string purpose, Publication command, KeepConsentTexts feature, Actor actor, CancellationToken ct) =>
                    Results.Ok(new { Number = await feature.Publish(purpose, command, actor, ct) })
            )
            .WithSummary("发布同意文本 · Publish the draft");
        keep.MapPost(
                "/{purpose}/draft/dropping",
                async (string purpose, Dropping command, KeepConsentTexts feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.Drop(purpose, command, actor, ct);
                    return Results.NoContent();
                }
            )
            .WithSummary("放弃同意文本草稿 · Throw the draft away");
    }

    /// <summary>The wording of every purpose that counts today.</summary>
    public async Task<List<ConsentWording>> InForce(CancellationToken ct)
    {
        var current = new List<ConsentWording>();
        foreach (var purpose in ConsentTexts.Purposes)
            current.Add(await texts.Current(purpose, ct));
        return current;
    }

    /// <summary>Null: there is no draft.</summary>
    public async Task<Draft?> Drafted(string purpose, CancellationToken ct) =>
        await Row(purpose).AsNoTracking().FirstOrDefaultAsync(ct) is { } row
            ? new Draft(row.Number, row.Parts, row.AsksAgain, row.DraftedAt, row.Version)
            : null;

    /// <returns>The version of the draft.</returns>
    /// <exception cref="StaleVersion">Somebody else changed the draft, or began one.</exception>
    public async Task<int> Save(string purpose, Command command, Actor actor, CancellationToken ct)
    {
        Known(purpose);
        Input.Check(command);
        var row = await Row(purpose).FirstOrDefaultAsync(ct);
        if (row?.Version != command.Version)
            throw new StaleVersion(row?.Version);
        var now = clock.UtcNow;
        if (row is null)
            db.Add(
                row = new ConsentText
                {
                    DistrictId = db.DistrictId,
                    Id = Ids.New(now),
                    Purpose = purpose,
                    Number = (await texts.All(ct)).Where(t => t.Purpose == purpose).Max(t => t.Number) + 1,
                }
            );
        row.Draft(Cleaned(command), command.AsksAgain, actor.AccountId, now);
        db.Audit(actor, "consent.text-drafted", row.Id, $"{purpose} {row.Number}", now);
        try
        {
            await db.Save(ct);
        }
        catch (DuplicateKey)
        {
            db.Forget();
            throw new StaleVersion((await Row(purpose).AsNoTracking().FirstOrDefaultAsync(ct))?.Version);
        }
        return row.Version;
    }

    /// <summary>From that day on people are asked with these words; they can never be changed again.</summary>
    /// <returns>The number of the version.</returns>
    /// <exception cref="RuleViolation"><c>consent.no-draft</c>; <c>consent.same-words</c>: nothing differs from the version before.</exception>
    public async Task<int> Publish(string purpose, Publication command, Actor actor, CancellationToken ct)
    {
        Known(purpose);
        var row = await Row(purpose).FirstOrDefaultAsync(ct) ?? throw new RuleViolation("consent.no-draft");
        if (row.Version != command.Version)
            throw new StaleVersion(row.Version);
        var (now, today) = (clock.UtcNow, day.Of(clock.UtcNow));
        var from = command.ValidFrom ?? today;
        if (from < today || from > today.AddDays(MostDaysAhead))
            throw new InvalidInput(nameof(command.ValidFrom), "consent.valid-from");
        var last = (await texts.All(ct)).First(t => t.Purpose == purpose);
        if (last.Parts == row.Parts)
            throw new RuleViolation("consent.same-words");
        if (last.ValidFrom > from)
            throw new InvalidInput(nameof(command.ValidFrom), "consent.valid-from");
        row.Publish(from, actor.AccountId, now);
        db.Audit(actor, "consent.text-published", row.Id, $"{purpose} {row.Number} {from:yyyy-MM-dd}", now);
        await db.Save(ct);
        texts.Drop();
        return row.Number;
    }

    public async Task Drop(string purpose, Dropping command, Actor actor, CancellationToken ct)
    {
        Known(purpose);
        var row = await Row(purpose).FirstOrDefaultAsync(ct) ?? throw new RuleViolation("consent.no-draft");
        if (row.Version != command.Version)
            throw new StaleVersion(row.Version);
        db.Remove(row);
        db.Audit(actor, "consent.text-dropped", row.Id, $"{purpose} {row.Number}", clock.UtcNow);
        await db.Save(ct);
    }

    private IQueryable<ConsentText> Row(string purpose) => db.Set<ConsentText>().Where(t => t.Purpose == purpose && t.PublishedAt == null);

    /// <exception cref="NotFound">No such purpose.</exception>
    private static void Known(string purpose)
    {
        if (!ConsentTexts.Purposes.Contains(purpose))
            throw new NotFound("purpose");
    }

    private static ConsentParts Cleaned(Command c) =>
        new(
            PlainText.CleanLine(c.TitleZh),
            PlainText.CleanLine(c.TitleEn),
            PlainText.Clean(c.WordsZh),
            PlainText.Clean(c.WordsEn),
            PlainText.CleanLine(c.FieldsZh),
            PlainText.CleanLine(c.FieldsEn),
            PlainText.CleanLine(c.KeepZh),
            PlainText.CleanLine(c.KeepEn),
            PlainText.Clean(c.EffectZh),
            PlainText.Clean(c.EffectEn)
        );
}
