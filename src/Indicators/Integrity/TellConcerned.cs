using System.Globalization;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Protection;
using Microsoft.Extensions.Localization;

namespace Gezhi.Indicators.Integrity;

/// <summary>Tells whom a finding concerns, on the page and by the way the person chose; the text says only that something waits. 告知当事人</summary>
public sealed class TellConcerned(GezhiDb db, NoticeBook book, FieldCipher cipher, Staffing staffing, IStringLocalizer T)
{
    /// <summary>Chosen under 通知 like the others.</summary>
    public static NoticeKind Notice { get; } = new("indicators.Integrity", T => T["诚信线索请您说明"], IsUrgent: false, Order: 60);

    private const string Link = "/integrity/mine";

    /// <summary>Saved with the change that is being made.</summary>
    public async Task Tell(Finding finding, DateTime now, CancellationToken ct)
    {
        var accounts = finding.AccountId is { } one
            ? [one]
            : (await staffing.PostsOf(finding.UnitCode ?? "", ct))
                .Where(s => RolePermissions.Has(s.Role, Permission.Handle))
                .Select(s => s.AccountId)
                .Distinct()
                .ToList();
        foreach (var account in accounts)
        {
            db.Audit(Actor.System(db.DistrictId), "integrity.told", finding.Id, account.ToString("N"), now);
            foreach (var plan in await book.Plan(account, Notice, now, ct))
            {
                var (title, text) = Words(plan.Language);
                var body = plan.Medium == Media.Push ? PushBook.Content(Link, text) : text;
                await db.Post(
                    new Gezhi.Platform.Notify.Post(plan.Medium, Notice.Key, account, plan.Address, title, body, plan.At)
                    {
                        GatherKey = plan.GatherKey,
                    },
                    cipher,
                    now,
                    ct
                );
            }
        }
    }

    private (string Title, string Text) Words(string language)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            return (T["有一条线索请您说明"], T["系统发现一处需要核对的情况，请登录后在“线索说明”里写明原因。判断之前会先看您的说明。"]);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
