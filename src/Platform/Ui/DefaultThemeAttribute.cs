namespace Gezhi.Platform.Ui;

/// <summary>How a page looks to whoever has not chosen light or dark: a wall is dark. 默认外观</summary>
/// <param name="theme">"light" or "dark".</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DefaultThemeAttribute(string theme) : Attribute
{
    public string Theme { get; } = theme;
}
