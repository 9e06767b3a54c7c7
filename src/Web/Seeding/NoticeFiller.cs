using Gezhi.Cases.Contract;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Protection;

namespace Gezhi.Web.Seeding;

/// <summary>Two people of the cast who have messages sent on, and a webhook that is switched off. 通知与推送示例</summary>
internal sealed class NoticeFiller(GezhiDb db, FieldCipher cipher, NoticeBook notices)
{
    private static readonly (string User, string Mail)[] People =
    [
        ("paiqian01", "zhouhang@erqi.example"),
        ("zhiban01", "chenmo@erqi.example"),
    ];

    /// <param name="accounts">Ids by user name.</param>
    public async Task Fill(IReadOnlyDictionary<string, Guid> accounts, DateTime now, CancellationToken ct)
    {
        foreach (var (user, mail) in People)
            if (accounts.TryGetValue(user, out var account))
                notices.Vouch(account, Media.Email, mail, now);
        if (accounts.TryGetValue("xitong01", out var administrator))
            ExampleWebhook.Add(db, administrator, cipher, now);
        await db.Save(ct);
        db.Forget();
    }
}
