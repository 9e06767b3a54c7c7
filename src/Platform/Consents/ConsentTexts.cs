using System.Globalization;
using System.Text.Json;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Platform.Consents;

/// <summary>A published version of a text. 同意文本版本</summary>
/// <param name="ValidFrom">Local day; null for the one that comes with the product.</param>
/// <param name="PublishedAt">UTC; null for the one that comes with the product.</param>
public sealed record ConsentWording(
    string Purpose,
    int Number,
    ConsentParts Parts,
    bool AsksAgain,
    DateOnly? ValidFrom,
    DateTime? PublishedAt
)
{
    public string Title => In(Parts.TitleZh, Parts.TitleEn);

    public string Words => In(Parts.WordsZh, Parts.WordsEn);

    /// <summary>Which information.</summary>
    public string Fields => In(Parts.FieldsZh, Parts.FieldsEn);

    /// <summary>Until when.</summary>
    public string Keep => In(Parts.KeepZh, Parts.KeepEn);

    /// <summary>What happens on withdrawal.</summary>
    public string Effect => In(Parts.EffectZh, Parts.EffectEn);

    /// <summary>In the reader's language.</summary>
    private static string In(string zh, string en) => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? en : zh;
}

/// <summary>What people are asked to agree to: which version counts, and every one that ever did. 同意文本库</summary>
public sealed class ConsentTexts(GezhiDb db, WorkCalendar calendar, TimeProvider clock)
{
    /// <summary>The number of the text that comes with the product (seed/domain/consent-texts.json).</summary>
    public const int First = 1;

    private static readonly IReadOnlyList<ConsentWording> Shipped = Read();
    private List<ConsentWording>? published;

    /// <summary>All purposes, in the order in which they are shown.</summary>
    public static IReadOnlyList<string> Purposes { get; } = [.. Shipped.Select(t => t.Purpose)];

    /// <summary>The one that counts today.</summary>
    /// <exception cref="NotFound">No such purpose.</exception>
    public async Task<ConsentWording> Current(string purpose, CancellationToken ct)
    {
        var today = calendar.LocalDay(clock.UtcNow);
        return (await All(ct)).Where(t => t.Purpose == purpose && (t.ValidFrom ?? today) <= today).MaxBy(t => t.Number)
            ?? throw new NotFound("purpose");
    }

    /// <summary>The words of a record, as they were.</summary>
    /// <exception cref="NotFound"/>
    public async Task<ConsentWording> Of(string purpose, int number, CancellationToken ct) =>
        (await All(ct)).FirstOrDefault(t => t.Purpose == purpose && t.Number == number) ?? throw new NotFound("text");

    /// <summary>Every published version, also those that begin later; by purpose, then the newest first.</summary>
    public async Task<IReadOnlyList<ConsentWording>> All(CancellationToken ct) =>
        published ??= [
            .. (await db.Set<ConsentText>().AsNoTracking().Where(t => t.PublishedAt != null).ToListAsync(ct))
                .Select(t => new ConsentWording(t.Purpose, t.Number, t.Parts, t.AsksAgain, t.ValidFrom, t.PublishedAt))
                .Concat(Shipped)
                .OrderBy(t => Purposes.ToList().IndexOf(t.Purpose))
                .ThenByDescending(t => t.Number),
        ];

    /// <summary>Whether somebody who agreed to this version has to be asked again: a newer one that counts says so.</summary>
    public async Task<bool> IsOutdated(string purpose, int number, CancellationToken ct)
    {
        var current = await Current(purpose, ct);
        return (await All(ct)).Any(t => t.Purpose == purpose && t.Number > number && t.Number <= current.Number && t.AsksAgain);
    }

    /// <summary>After a text was published in this unit of work.</summary>
    public void Drop() => published = null;

    private static List<ConsentWording> Read()
    {
        using var stream = typeof(ConsentTexts).Assembly.GetManifestResourceStream("consent-texts.json")!;
        using var texts = JsonDocument.Parse(stream);
        return
        [
            .. texts
                .RootElement.EnumerateArray()
                .Select(t => new ConsentWording(
                    t.GetProperty("purpose").GetString()!,
                    First,
                    t.Deserialize<ConsentParts>(JsonSerializerOptions.Web)!,
                    false,
                    null,
                    null
                )),
        ];
    }
}
