using Microsoft.Extensions.Configuration;

namespace Gezhi.Indicators.OpenData;

/// <summary>What the operator decides about open data. 开放数据设置</summary>
/// <remarks>
/// <c>OpenData:Least</c> (5, never less), <c>OpenData:Finest</c> (Grid, Community or Street), <c>OpenData:Opened</c> and <c>OpenData:Closed</c> (beginnings
/// of category keys, separated by blanks), <c>OpenData:Publisher</c> (name; empty: the district’s), <c>OpenData:Licence</c> (SPDX identifier),
/// <c>OpenData:LicenceName</c>, <c>OpenData:LicenceUrl</c>: under which licence the district publishes is its own choice.
/// </remarks>
public sealed class OpenSettings
{
    /// <exception cref="InvalidOperationException">A level or an address that is none.</exception>
    public OpenSettings(IConfiguration configuration)
    {
        var settings = configuration.GetSection("OpenData");
        Least = Math.Max(OpenRules.Least, settings.GetValue("Least", OpenRules.Least));
        AreaDigits = (settings["Finest"] ?? "Grid") switch
        {
            "Grid" => 15,
            "Community" => 12,
            "Street" => 9,
            _ => throw new InvalidOperationException("OpenData:Finest must be Grid, Community or Street"),
        };
        Scope = new OpenScope(Listed(settings["Opened"] ?? OpenRules.UsuallyOpened), Listed(settings["Closed"] ?? ""));
        Publisher = settings["Publisher"] ?? "";
        LicenceId = settings["Licence"] ?? "CC-BY-4.0";
        LicenceName = settings["LicenceName"] ?? "Creative Commons Attribution 4.0 International";
        LicenceUrl = settings["LicenceUrl"] ?? "https://creativecommons.org/licenses/by/4.0/legalcode";
        if (!Uri.TryCreate(LicenceUrl, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
            throw new InvalidOperationException("OpenData:LicenceUrl must begin with https: or http:");
    }

    /// <summary>Cells of fewer cases are held back.</summary>
    public int Least { get; }

    /// <summary>Digits of the smallest areas: 9, 12 or 15.</summary>
    public int AreaDigits { get; }

    public OpenScope Scope { get; }

    /// <summary>Empty: the district.</summary>
    public string Publisher { get; }

    /// <summary>SPDX identifier.</summary>
    public string LicenceId { get; }

    public string LicenceName { get; }
    public string LicenceUrl { get; }

    private static string[] Listed(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
