namespace Gezhi.Platform.Ui.Shells;

/// <summary>A part that a module puts on everybody's own account page. 账号页部件</summary>
/// <param name="Order">From top to bottom.</param>
/// <param name="Component">A Razor component with forms of its own; it shows nothing to whom it does not concern.</param>
public sealed record MyPart(int Order, Type Component);
