using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Gezhi.Council.Receptions;

/// <summary>What residents said in receptions under their phone, for themselves. 接待事项中的本人信息</summary>
internal sealed class MatterKept(GezhiDb db, FieldCipher cipher, IStringLocalizer T) : IKeptData
{
    public string Kind => "matter";

    public IReadOnlyList<string> Looks => ["matter.opened"];

    public string Purpose(string detail) => detail;

    public async Task<IReadOnlyList<KeptItem>> Of(string phone, CancellationToken ct) =>
        [.. (await Under(phone).OrderByDescending(m => m.Id).ToListAsync(ct)).Select(m => Told(m, phone))];

    /// <summary>Once answered, or when nobody came, it need not wait for its day.</summary>
    public async Task<bool> Erase(Guid id, string phone, CancellationToken ct)
    {
        var matter = await Under(phone).FirstOrDefaultAsync(m => m.Id == id, ct);
        if (matter is not { State: MatterState.Answered or MatterState.NotCome })
            return false;
        matter.Forget();
        return true;
    }

    private IQueryable<Matter> Under(string phone)
    {
        var indexes = cipher.Indexes(db.DistrictId, Matter.PhoneFieldName, phone);
        return db.Set<Matter>().Where(m => m.PhoneIndex != null && indexes.Contains(m.PhoneIndex));
    }

    private KeptItem Told(Matter matter, string phone) =>
        new(
            Kind,
            matter.Id,
            T["接待事项 {0}", ReceiptNo.Parse(matter.No).Display],
            T["办理和答复您在接待时反映的事"],
            LegalBasis.StatutoryDuty,
            matter.CreatedAt,
            [
                new(T["反映内容"], cipher.Open(db.DistrictId, Matter.WordsField, matter.WordsSealed) ?? "—"),
                new(T["电话"], phone),
                new(T["答复"], cipher.Open(db.DistrictId, Matter.AnswerField, matter.AnswerSealed) ?? "—"),
            ],
            matter.State is MatterState.Answered or MatterState.NotCome ? null : T["事情还在办，办完后可以删除。"].Value,
            "/my/receptions"
        );
}
