using Gezhi.Identity.Accounts;
using Gezhi.Identity.Notices;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Contract;

/// <summary>One way in which a person is told outside the system. 外发安排</summary>
/// <param name="Medium">One of <see cref="Media"/>.</param>
/// <param name="Address">Opened and proved; personal data, never logged.</param>
/// <param name="At">UTC; not before.</param>
/// <param name="GatherKey">What waits under this key is sent together; null: by itself.</param>
/// <param name="Language">zh-CN or en.</param>
public sealed record NoticePlan(string Medium, string Address, DateTime At, string? GatherKey, string Language)
{
    /// <summary>Title of what is sent together.</summary>
    public bool IsDigest => GatherKey?.StartsWith(NoticeBook.DigestKey, StringComparison.Ordinal) == true;
}

/// <summary>Says how a member of staff wants to be told of something. 通知安排</summary>
public sealed class NoticeBook(GezhiDb db, FieldCipher cipher, IMessageSender sender, PushKeys push, MessageTimes times)
{
    internal const string DigestKey = "digest";
    private const string NightKey = "night";

    /// <summary>
    /// One plan a medium; empty when the person wants it in the system only, proved no address, or may not sign in any more. Kinds that are not urgent
    /// wait for the end of the person's quiet hours. 通知安排
    /// </summary>
    /// <param name="now">UTC.</param>
    public async Task<IReadOnlyList<NoticePlan>> Plan(Guid accountId, NoticeKind kind, DateTime now, CancellationToken ct)
    {
        var person = db.Set<Account>().Where(x => x.Id == accountId && x.DisabledAt == null);
        var addresses = await db.Set<NoticeAddress>()
            .AsNoTracking()
            .Where(a => a.AccountId == accountId && a.VerifiedAt != null && person.Any())
            .ToListAsync(ct);
        var devices = push.IsOn
            ? await db.Set<PushDevice>().AsNoTracking().Where(d => d.OwnerId == accountId && person.Any()).Awake(db, now).ToListAsync(ct)
            : [];
        if (addresses.Count + devices.Count == 0)
            return [];
        var choice =
            await db.Set<NoticeChoice>().AsNoTracking().FirstOrDefaultAsync(c => c.AccountId == accountId, ct) ?? new NoticeChoice();
        var when = choice.When(kind);
        if (when == NoticeWhen.InApp)
            return [];
        var (at, key) = Time(choice, kind, when, now);
        return
        [
            .. addresses.Where(a => sender.Carries(a.Medium)).Select(a => new NoticePlan(a.Medium, Open(a), at, key, choice.Language)),
            // Each browser gathers for itself.
            .. devices.Select(d => new NoticePlan(Media.Push, d.Id.ToString(), at, key is null ? null : $"{key} {d.Id:N}", d.Language)),
        ];
    }

    /// <summary>Adds an address that somebody else vouches for, without a code; saved by the caller. 添加可信地址</summary>
    /// <param name="now">UTC.</param>
    public void Vouch(Guid accountId, string medium, string address, DateTime now)
    {
        var row = new NoticeAddress
        {
            DistrictId = db.DistrictId,
            AccountId = accountId,
            Medium = medium,
        };
        row.Vouch(cipher.Seal(db.DistrictId, NoticeAddress.Field, address)!, now);
        db.Add(row);
    }

    private string Open(NoticeAddress address) => cipher.Open(db.DistrictId, NoticeAddress.Field, address.Sealed)!;

    private (DateTime At, string? Key) Time(NoticeChoice choice, NoticeKind kind, NoticeWhen when, DateTime now)
    {
        if (when == NoticeWhen.Digest)
            return (QuietHours.Next(now, choice.DigestAt, times.Zone), DigestKey);
        var at = kind.IsUrgent ? now : choice.Quiet.After(now, times.Zone);
        return at == now ? (now, null) : (at, NightKey);
    }
}
