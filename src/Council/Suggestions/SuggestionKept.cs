using Gezhi.Identity.Contract;
using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Gezhi.Council.Suggestions;

/// <summary>What residents suggested under their phone, for themselves. 建议中的本人信息</summary>
internal sealed class SuggestionKept(GezhiDb db, FieldCipher cipher, IStringLocalizer T) : IKeptData
{
    public string Kind => "suggestion";

    public IReadOnlyList<string> Looks => ["suggestion.opened"];

    public string Purpose(string detail) => detail;

    public async Task<IReadOnlyList<KeptItem>> Of(string phone, CancellationToken ct) =>
        [.. (await Under(phone).OrderByDescending(s => s.Id).ToListAsync(ct)).Select(s => Told(s, phone))];

    public async Task<bool> Erase(Guid id, string phone, CancellationToken ct)
    {
        if (await Under(phone).FirstOrDefaultAsync(s => s.Id == id, ct) is not { IsAnswered: true } suggestion)
            return false;
        await SuggestionForget.Whole(db, suggestion, ct);
        return true;
    }

    private IQueryable<Suggestion> Under(string phone)
    {
        var indexes = cipher.Indexes(db.DistrictId, Suggestion.PhoneFieldName, phone);
        return db.Set<Suggestion>().Where(s => s.PhoneIndex != null && indexes.Contains(s.PhoneIndex));
    }

    private KeptItem Told(Suggestion suggestion, string phone) =>
        new(
            Kind,
            suggestion.Id,
            T["建议 {0}", ReceiptNo.Parse(suggestion.No).Display],
            T["研究和答复您提的建议"],
            LegalBasis.StatutoryDuty,
            suggestion.CreatedAt,
            [
                new(T["建议内容"], cipher.Open(db.DistrictId, Suggestion.WordsField, suggestion.WordsSealed) ?? "—"),
                new(T["电话"], phone),
                .. suggestion.Rating is { } stars ? new KeptField[] { new(T["您对答复的评价"], T["{0} 分", stars]) } : [],
            ],
            suggestion.IsAnswered ? null : T["建议还没有答复，答复后可以删除；也可以现在撤回。"].Value,
            "/my/suggestions"
        );
}

/// <summary>What a resident supports, for themselves. 附议中的本人信息</summary>
/// <remarks>
/// A support is a fingerprint that leads back to nobody. For the person who proved the phone it is reckoned anew for each suggestion that has support, the newest first.
/// </remarks>
internal sealed class SupportKept(GezhiDb db, FieldCipher cipher, ResidentPhones residents, IStringLocalizer T) : IKeptData
{
    /// <summary>Suggestions that are looked through.</summary>
    private const int Most = 2_000;

    public string Kind => "suggestion-support";

    public IReadOnlyList<string> Looks => [];

    public string Purpose(string detail) => detail;

    public async Task<IReadOnlyList<KeptItem>> Of(string phone, CancellationToken ct)
    {
        if (await residents.IdOf(phone, ct) is not { } me)
            return [];
        var supported = await db.Set<Suggestion>()
            .AsNoTracking()
            .Where(s => s.Supports > 0)
            .OrderByDescending(s => s.Id)
            .Take(Most)
            .ToDictionaryAsync(s => GiveSuggestion.MarkOf(cipher, s, me), ct);
        var marks = supported.Keys.ToList();
        var mine = await db.Set<SuggestionSupport>().Where(s => marks.Contains(s.Mark)).Select(s => s.Mark).ToListAsync(ct);
        return
        [
            .. mine.Select(mark => (Mark: mark, Of: supported[mark]))
                .OrderByDescending(m => m.Of.Id)
                .Select(m => new KeptItem(
                    Kind,
                    IdOf(m.Mark),
                    T["附议的建议 {0}", ReceiptNo.Parse(m.Of.No).Display],
                    T["计算附议人数，每个账号只算一次"],
                    LegalBasis.Consent,
                    m.Of.CreatedAt,
                    [new(T["附议"], T["是"])],
                    null,
                    $"/suggestions/{m.Of.Id}"
                )),
        ];
    }

    public async Task<bool> Erase(Guid id, string phone, CancellationToken ct)
    {
        var begin = id.ToString("N");
        if (
            await residents.IdOf(phone, ct) is not { } me
            || await db.Set<SuggestionSupport>().FirstOrDefaultAsync(s => s.Mark.StartsWith(begin), ct) is not { } support
            || await db.Set<Suggestion>().FirstOrDefaultAsync(s => s.Id == support.SuggestionId, ct) is not { } suggestion
            || GiveSuggestion.MarkOf(cipher, suggestion, me) != support.Mark
        )
            return false;
        db.Remove(support);
        suggestion.Supports--;
        return true;
    }

    /// <summary>One's own suggestion and one's support of it are two things.</summary>
    private static Guid IdOf(string mark) => Guid.ParseExact(mark[..32], "N");
}
