using Gezhi.Identity.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Identity;

namespace Gezhi.Identity.Accounts;

/// <summary>Opens an account without any right; the password is shown once. 新建账号</summary>
/// <remarks>No idempotency key: a kept answer would keep the password, and the unique user name already stops a second account.</remarks>
internal sealed class CreateAccount(GezhiDb db, UserManager<Account> users, FieldCipher cipher, TimeProvider clock)
{
    /// <param name="UserName">Letters, digits and . - _; unique in the district.</param>
    /// <param name="Name">The person's name, for colleagues.</param>
    /// <param name="Phone">Mobile phone; null when unknown.</param>
    public sealed record Command(
        [property: Needed, Longest(40)] string UserName,
        [property: Needed, Longest(40)] string Name,
        [property: Longest(40)] string? Phone = null
    );

    /// <param name="Password">Shown now and never again.</param>
    public sealed record Created(Guid Id, string UserName, string Password);

    public async Task<Created> Run(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var account = Account(command, clock.UtcNow);
        var password = OneTimePassword.New(account.UserName);
        db.Audit(actor, "account.created", account.Id, account.UserName, account.CreatedAt);
        (await users.CreateAsync(account, password)).Demand("Password");
        return new Created(account.Id, account.UserName, password);
    }

    private Account Account(Command command, DateTime now) =>
        new()
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            UserName = command.UserName.Trim(),
            Name = PlainText.CleanLine(command.Name),
            PhoneSealed = cipher.Seal(db.DistrictId, PhoneField.Account, Phone(command.Phone)),
            MustChangePassword = true,
            CreatedAt = now,
        };

    private static string? Phone(string? typed) =>
        string.IsNullOrWhiteSpace(typed) ? null
        : Gezhi.Platform.Text.Phone.TryParse(typed, out var phone) && phone.ReachesPerson ? phone.Value
        : throw new InvalidInput("Phone", "phone.form");
}
