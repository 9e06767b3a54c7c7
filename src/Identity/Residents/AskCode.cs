using System.Globalization;
using System.Security.Cryptography;
using Gezhi.Identity.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Gezhi.Identity.Residents;

/// <summary>Sends a one-time code to a phone. Whether the phone is known makes no difference. 获取验证码</summary>
internal sealed class AskCode(GezhiDb db, FieldCipher cipher, IMessageSender sender, IStringLocalizer texts, TimeProvider clock)
{
    /// <param name="Phone">Mobile number, as typed.</param>
    public sealed record Command([property: Needed, Longest(40)] string Phone);

    /// <summary>Whether codes can be sent at all.</summary>
    public bool IsReady => sender.IsReady;

    /// <exception cref="RuleViolation"><c>code.no-sender</c>, <c>code.too-soon</c>, <c>code.too-many</c>, <c>code.not-sent</c>.</exception>
    public async Task Run(Command command, CancellationToken ct)
    {
        Input.Check(command);
        if (!sender.IsReady)
            throw new RuleViolation("code.no-sender");
        var phone = Mobile(command.Phone);
        var now = clock.UtcNow;
        var index = cipher.Mark(db.DistrictId, PhoneField.Resident, phone);
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        await Keep(index, code, now, ct);
        await Send(phone, code, ct);
    }

    /// <summary>Saves the code before it is sent; takes away what is older than a day.</summary>
    private async Task Keep(byte[] index, string code, DateTime now, CancellationToken ct)
    {
        var sent = await db.OneTimeCodes.Where(c => c.PhoneIndex == index).OrderByDescending(c => c.SentAt).ToListAsync(ct);
        db.RemoveRange(sent.Where(c => c.SentAt <= now.AddDays(-1)));
        if (sent.FirstOrDefault() is { } last && last.SentAt + OneTimeCode.Pause > now)
            throw new RuleViolation("code.too-soon", (int)Math.Ceiling((last.SentAt + OneTimeCode.Pause - now).TotalSeconds));
        if (sent.Count(c => c.SentAt > now.AddDays(-1)) >= OneTimeCode.MostADay)
            throw new RuleViolation("code.too-many");
        db.Add(
            new OneTimeCode
            {
                DistrictId = db.DistrictId,
                Id = OneTimeCode.IdOf(index, now),
                PhoneIndex = index,
                CodeHash = Hash(cipher, db.DistrictId, index, code),
                SentAt = now,
                ExpiresAt = now + OneTimeCode.Life,
            }
        );
        try
        {
            await db.Save(ct);
        }
        catch (Exception e) when (e is StaleVersion or DuplicateKey)
        {
            throw new RuleViolation("code.too-soon", (int)OneTimeCode.Pause.TotalSeconds);
        }
    }

    /// <exception cref="InvalidInput"><c>phone.mobile</c>.</exception>
    public static string Mobile(string typed) =>
        Phone.TryParse(typed, out var phone) && phone.Kind == PhoneKind.Mobile
            ? phone.Value
            : throw new InvalidInput("Phone", "phone.mobile");

    public static byte[] Hash(FieldCipher cipher, int district, byte[] phoneIndex, string code) =>
        cipher.Mark(district, "identity.code", Convert.ToHexString(phoneIndex) + code);

    private async Task Send(string phone, string code, CancellationToken ct)
    {
        try
        {
            await sender.Send("sms", phone, texts["【格治】验证码 {0}，5 分钟内有效。请勿告诉他人。", code], ct);
        }
        catch (MessageNotSent)
        {
            throw new RuleViolation("code.not-sent");
        }
    }
}
