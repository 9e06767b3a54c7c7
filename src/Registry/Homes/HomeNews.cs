using System.Globalization;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Protection;
using Microsoft.Extensions.Localization;

namespace Gezhi.Registry.Homes;

/// <summary>Whoever asked hears that the grid has decided: in their browsers, else by a short message, not at night. 住户认证通知</summary>
/// <remarks>Neither the door nor the reason is in it: both stand on the own page, behind the sign-in.</remarks>
public sealed class HomeNews(
    Ledger ledger,
    PushBook push,
    ResidentPhones phones,
    IMessageSender sender,
    FieldCipher cipher,
    MessageTimes times,
    IStringLocalizer T
)
{
    /// <summary>Adds the parcels to the change that is being made; nothing for a home of which it is no longer known who it was.</summary>
    /// <param name="now">UTC.</param>
    public async Task Tell(Home home, DateTime now, CancellationToken ct)
    {
        if (home.ResidentId is not { } resident || (await phones.ToSend([resident], ct)).GetValueOrDefault(resident) is not { } phone)
            return;
        var at = times.Residents.After(now, times.Zone);
        var browsers = (await push.OfResidents([phone], ct))[phone].ToList();
        var culture = CultureInfo.CurrentUICulture;
        try
        {
            foreach (var target in browsers)
            {
                CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(target.Language);
                await Add(Media.Push, target.DeviceId.ToString(), T["住户认证"], PushBook.Content("/my/home", Words(home.State)));
            }
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN"); // nobody knows which language a telephone reads
            if (browsers.Count == 0 && sender.Carries(Media.Sms))
                await Add(Media.Sms, phone, "", T["【格治】{0}。登录后在“我的住处”查看。", Words(home.State)]);
        }
        finally
        {
            CultureInfo.CurrentUICulture = culture;
        }

        Task Add(string medium, string to, string title, string text) =>
            ledger.Db.Post(new Post(medium, "home.decided", resident, to, title, text, at), cipher, now, ct);
    }

    private string Words(HomeState state) =>
        state switch
        {
            HomeState.Confirmed => T["您的住户认证通过了"],
            HomeState.Refused => T["您的住户认证没有通过"],
            _ => T["您的住户认证已经结束"],
        };
}
