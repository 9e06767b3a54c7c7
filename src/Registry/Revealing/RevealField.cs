using Gezhi.Grids.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Gezhi.Registry.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Registry.Revealing;

/// <summary>Opens one sealed field for a purpose; the only class of this module that can. 查看敏感字段</summary>
/// <remarks>
/// What is opened is given back after the row of the trail is saved, in the same call: without the row there is no answer. A test reads the sources and
/// finds no other class of the module that opens a field.
/// </remarks>
public sealed class RevealField(Ledger ledger, FieldCipher cipher, CountOpenCases? openCases = null)
{
    /// <summary>How long a page shows it, in seconds.</summary>
    public const int ShownSeconds = 60;

    /// <summary>Digits of a grid's code.</summary>
    private const int GridLength = 15;

    /// <param name="Id">The record.</param>
    /// <param name="Note">What exactly it is for; kept on the trail, no personal data.</param>
    public sealed record Command(
        Guid Id,
        [property: Needed] SealedField? Field,
        [property: Needed] RevealPurpose? Purpose,
        [property: Longest(60)] string? Note = null
    );

    /// <summary>An opened field. 已打开字段</summary>
    /// <param name="Value">Null when nothing is kept.</param>
    /// <param name="HiddenAt">UTC; a page hides it then.</param>
    public sealed record Opened(Guid Id, SealedField Field, string? Value, DateTime HiddenAt);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/reveals",
                async (Command command, RevealField feature, Actor actor, HttpContext http, CancellationToken ct) =>
                {
                    http.Response.Headers.CacheControl = "no-store";
                    return TypedResults.Ok(await feature.Run(command, actor, ct));
                }
            )
            .WithSummary("查看敏感字段 · Open one sealed field for a purpose");

    /// <exception cref="NotFound">Not there, or not the actor's to know.</exception>
    /// <exception cref="Forbidden">The actor may look but not keep.</exception>
    /// <exception cref="RuleViolation">
    /// <c>registry.no-open-matter</c>: the purpose is a matter, and the grid has none open; <c>registry.only-held</c>: the person took the consent back, and the
    /// number is only kept because of a hold.
    /// </exception>
    public async Task<Opened> Run(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var (record, field, content) = command.Field switch
        {
            SealedField.Name => Of(await ledger.Find<Person>(command.Id, actor, ct), Person.NameField, p => p.NameSealed),
            SealedField.Phone => Of(await ledger.Find<Person>(command.Id, actor, ct), Person.PhoneField, p => p.PhoneSealed),
            SealedField.CitizenId => Of(await ledger.Find<Person>(command.Id, actor, ct), Person.CitizenIdField, p => p.CitizenIdSealed),
            SealedField.Contact => Of(
                await ledger.Find<Organisation>(command.Id, actor, ct),
                Organisation.ContactField,
                o => o.ContactSealed
            ),
            SealedField.ContactPhone => Of(
                await ledger.Find<Organisation>(command.Id, actor, ct),
                Organisation.PhoneField,
                o => o.PhoneSealed
            ),
            _ => throw new InvalidInput(nameof(command.Field), "input.invalid"),
        };
        actor.Require(Permission.KeepRegistry, record.AreaCode);
        if (record is Person { ConsentedOn: null } && command.Field is SealedField.Phone or SealedField.CitizenId && content is not null)
            throw new RuleViolation("registry.only-held");
        await NeedsMatter(command.Purpose!.Value, record, ct);
        var detail = $"{command.Field} {command.Purpose} {PlainText.CleanLine(command.Note)}".TrimEnd();
        ledger.Db.Audit(actor, "registry.revealed", record.Id, detail, ledger.Now);
        await ledger.Db.Save(ct);
        return new Opened(
            record.Id,
            command.Field!.Value,
            cipher.Open(record.DistrictId, field, content),
            ledger.Now.AddSeconds(ShownSeconds)
        );
    }

    /// <summary>A purpose must be real: who names a matter must have one open in that grid.</summary>
    private async Task NeedsMatter(RevealPurpose purpose, RegistryRecord record, CancellationToken ct)
    {
        if (purpose != RevealPurpose.Matter || openCases is null)
            return;
        var grid = record.AreaCode.Length > GridLength ? record.AreaCode[..GridLength] : record.AreaCode;
        if ((await openCases(grid, ct)).Values.Sum() == 0)
            throw new RuleViolation("registry.no-open-matter");
    }

    private static (RegistryRecord Record, string Field, byte[]? Content) Of<T>(T record, string field, Func<T, byte[]?> content)
        where T : RegistryRecord => (record, field, content(record));
}

/// <summary>Fields that are kept sealed. 敏感字段</summary>
public enum SealedField
{
    /// <summary>人员姓名</summary>
    Name,

    /// <summary>人员电话</summary>
    Phone,

    /// <summary>证件号码</summary>
    CitizenId,

    /// <summary>单位联系人</summary>
    Contact,

    /// <summary>单位联系电话</summary>
    ContactPhone,
}

/// <summary>For what a sealed field is opened. 查看用途</summary>
public enum RevealPurpose
{
    /// <summary>约定走访或服务</summary>
    Visit,

    /// <summary>核对登记内容</summary>
    Verify,

    /// <summary>办理本网格的诉求</summary>
    Matter,

    /// <summary>应急联系</summary>
    Emergency,
}
