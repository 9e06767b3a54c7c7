using System.Globalization;
using System.Net.Mail;
using System.Security.Cryptography;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Gezhi.Identity.Notices;

/// <summary>A person gives an address, proves it by a code, or takes it away. 通知地址维护</summary>
internal sealed class KeepAddress(GezhiDb db, FieldCipher cipher, IMessageSender sender, IStringLocalizer texts, TimeProvider clock)
{
    /// <param name="Medium">sms, email or wechat.</param>
    /// <param name="Address">Phone, mail address, or the person's id at WeChat.</param>
    public sealed record Command([property: Needed, Longest(16)] string Medium, [property: Needed, Longest(120)] string Address);

    /// <summary>Whether an administrator has set up a sender for the medium.</summary>
    public bool Carries(string medium) => sender.Carries(medium);

    public Task<List<NoticeAddress>> All(Guid account, CancellationToken ct) =>
        db.Set<NoticeAddress>().AsNoTracking().Where(a => a.AccountId == account).ToListAsync(ct);

    /// <summary>What the page may show of an address.</summary>
    public string Masked(NoticeAddress address)
    {
        var plain = cipher.Open(db.DistrictId, NoticeAddress.Field, address.Sealed)!;
        if (address.Medium == Media.Sms)
            return Mask.Phone(plain);
        var at = plain.IndexOf('@', StringComparison.Ordinal);
        return at > 0 ? $"{plain[..1]}***{plain[at..]}" : $"{plain[..1]}***";
    }

    /// <summary>Keeps the address unproved and sends it a code.</summary>
    /// <exception cref="RuleViolation"><c>notice.no-sender</c>, <c>code.too-soon</c>, <c>code.too-many</c>, <c>code.not-sent</c>.</exception>
    public async Task Ask(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var address = Clean(command);
        if (!sender.Carries(command.Medium))
            throw new RuleViolation("notice.no-sender");
        var (account, now) = (actor.AccountId!.Value, clock.UtcNow);
        var row = await Find(account, command.Medium, ct);
        if (row is { } had && had.Wait(now) is > 0 and var seconds)
            throw new RuleViolation("code.too-soon", seconds);
        if (row?.HasCodesLeft(now) == false)
            throw new RuleViolation("code.too-many");
        if (row is null)
        {
            row = new NoticeAddress
            {
                DistrictId = db.DistrictId,
                AccountId = account,
                Medium = command.Medium,
            };
            db.Add(row);
        }
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        row.Ask(cipher.Seal(db.DistrictId, NoticeAddress.Field, address)!, Hash(account, command.Medium, code), now);
        await db.Save(ct);
        await Send(command.Medium, address, code, now, ct);
    }

    /// <exception cref="InvalidInput"><c>code.wrong</c>.</exception>
    public async Task Prove(string medium, string? code, Actor actor, CancellationToken ct)
    {
        var row = await Find(actor.AccountId!.Value, medium, ct) ?? throw new NotFound("address");
        var now = clock.UtcNow;
        var isRight = row.Verify(Hash(row.AccountId, medium, PlainText.Normalise(code ?? "").Trim()), now);
        if (isRight)
            db.Audit(actor, "notice.address-proved", row.AccountId, medium, now);
        await db.Save(ct);
        if (!isRight)
            throw new InvalidInput("Code", "code.wrong");
    }

    public async Task Drop(string medium, Actor actor, CancellationToken ct)
    {
        var row = await Find(actor.AccountId!.Value, medium, ct) ?? throw new NotFound("address");
        db.Remove(row);
        db.Audit(actor, "notice.address-dropped", row.AccountId, medium, clock.UtcNow);
        await db.Save(ct);
    }

    private async Task Send(string medium, string address, string code, DateTime now, CancellationToken ct)
    {
        try
        {
            var text = texts["【格治】验证码 {0}，10 分钟内有效，用于确认接收通知的地址。", code];
            await sender.Send(new Outgoing(Ids.New(now), medium, address, text, texts["格治：确认您的通知地址"]), ct);
        }
        catch (MessageNotSent)
        {
            throw new RuleViolation("code.not-sent");
        }
    }

    private Task<NoticeAddress?> Find(Guid account, string medium, CancellationToken ct) =>
        db.Set<NoticeAddress>().FirstOrDefaultAsync(a => a.AccountId == account && a.Medium == medium, ct);

    private byte[] Hash(Guid account, string medium, string code) =>
        cipher.Mark(db.DistrictId, "identity.notice.code", $"{account:N}{medium}{code}");

    private static string Clean(Command command) =>
        command.Medium switch
        {
            Media.Sms => Phone.TryParse(command.Address, out var phone) && phone.Kind == PhoneKind.Mobile
                ? phone.Value
                : throw new InvalidInput(nameof(Command.Address), "phone.mobile"),
            Media.Email => MailAddress.TryCreate(command.Address.Trim(), out var mail) && mail.Address == command.Address.Trim()
                ? mail.Address
                : throw new InvalidInput(nameof(Command.Address), "notice.email"),
            Media.WeChat => command.Address.Trim() is var id
            && id.Length <= 64
            && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '@' or '.')
                ? id
                : throw new InvalidInput(nameof(Command.Address), "notice.wechat"),
            _ => throw new InvalidInput(nameof(Command.Medium), "input.invalid"),
        };
}
