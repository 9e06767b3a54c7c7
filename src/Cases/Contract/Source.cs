using Gezhi.Platform.Actors;

namespace Gezhi.Cases.Contract;

/// <summary>A connected system that has shown its key. 来源系统</summary>
/// <param name="Id">Stands on every report that came from it.</param>
/// <param name="DistrictId">6-digit code of its district.</param>
/// <param name="Channel">The one channel it may use.</param>
/// <param name="Name">As the administrator named it; shown to staff.</param>
/// <param name="LimitAMinute">Requests a minute.</param>
/// <param name="Switches">What is switched on, see <see cref="SourceSwitches"/>.</param>
public sealed record Source(Guid Id, int DistrictId, Channel Channel, string Name, int LimitAMinute, IReadOnlyList<string> Switches)
{
    /// <summary>Whether an option is on.</summary>
    public bool Has(string option) => Switches.Contains(option, StringComparer.Ordinal);

    /// <summary>Who acts when the system says something.</summary>
    public Actor Actor => new(DistrictId, ActorKind.Channel, null, Name, []);
}

/// <summary>Options of a connected system, kept as words; the page offers those of the channel. 来源选项</summary>
public static class SourceSwitches
{
    /// <summary>Open311: booleans in JSON as the words "true" and "false", as some older clients want them.</summary>
    public const string StringBooleans = "string-booleans";

    /// <summary>Open311: a report is answered with a token, by which the client asks for the number afterwards.</summary>
    public const string Tokens = "tokens";

    /// <summary>It cannot sign what it sends: its key alone opens the door.</summary>
    public const string Unsigned = "unsigned";

    /// <summary>It reports; the answers are fetched with another key or posted back. What it reported it reads no better than anybody.</summary>
    public const string ReportsOnly = "reports-only";

    /// <summary>It fetches answers and reports nothing: a key for the service desk that must not open anything.</summary>
    public const string AnswersOnly = "answers-only";

    /// <summary>Open311: a person over there masks faces and plates before a photo is published, so photos from there may be public here as well.</summary>
    public const string PhotosPublic = "photos-public";

    /// <summary>Option, the channel for which it means something (null: every one), and what it says.</summary>
    public static IReadOnlyList<(string Option, Channel? Channel, string Text)> All { get; } =
    [
        (StringBooleans, Channel.Open311, "Open311：是与否写成文字（旧客户端）"),
        (Tokens, Channel.Open311, "Open311：先给令牌，再查编号"),
        (PhotosPublic, Channel.Open311, "Open311：对方公开前有人遮住人脸和车牌，从这里来的照片可以公开"),
        (Unsigned, null, "对方不能签名：只凭密钥（仅限专线）"),
        (ReportsOnly, null, "只上报：这把密钥不能取答复"),
        (AnswersOnly, null, "只取答复：这把密钥不能上报"),
    ];
}
