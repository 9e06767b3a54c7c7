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
