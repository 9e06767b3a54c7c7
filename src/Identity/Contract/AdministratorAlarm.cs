using System.Globalization;
using Gezhi.Identity.Posts;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Contract;

/// <summary>Tells administrators who proved an address at once, whatever their quiet hours; the text names nobody. 告知管理员</summary>
internal sealed class AdministratorAlarm(GezhiDb db, NoticeBook book, FieldCipher cipher, LocalDay day)
{
    /// <summary>Adds what is to be sent to the change that is being made.</summary>
    /// <param name="without">The person concerned is not told; null: all are.</param>
    /// <param name="link">Page of this site.</param>
    /// <param name="words">Title and text, in the language that is set while it is called.</param>
    public async Task Tell(
        IReadOnlyList<Role> roles,
        Guid? without,
        NoticeKind kind,
        string link,
        Func<(string Title, string Text)> words,
        DateTime now,
        CancellationToken ct
    )
    {
        var administrators = await db.PostsOn(day.Of(now))
            .Where(p => roles.Contains(p.Role) && p.AccountId != without)
            .Select(p => p.AccountId)
            .Distinct()
            .ToListAsync(ct);
        foreach (var account in administrators)
        foreach (var plan in await book.Plan(account, kind, now, ct))
        {
            var (title, text) = In(plan.Language, words);
            var body = plan.Medium == Media.Push ? PushBook.Content(link, text) : text;
            var post = new Gezhi.Platform.Notify.Post(plan.Medium, kind.Key, account, plan.Address, title, body, plan.At)
            {
                IsUrgent = true,
            };
            await db.Post(post, cipher, now, ct);
        }
    }

    private static TWords In<TWords>(string language, Func<TWords> words)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            return words();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
